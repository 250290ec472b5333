import { doors } from '../doors/all.js';
import type { Door, Field } from '../doors/door.js';
import { tableOfId } from '../store/tables.js';
import type { World } from '../world.js';
import { Act } from './parts.js';

/** The buttons of one object: what payers, banks and time may do to it now. */
export function Doors({ world, id }: { world: World; id: string }) {
  const table = tableOfId(id);
  const open = doors.filter((door) => door.table !== null && door.table === table && door.fits(world, id));
  if (open.length === 0) return null;
  return (
    <section aria-label="What can happen to it" className="panel doors">
      {open.map((door) => (
        <DoorForm key={door.path} door={door} to={`/_standin/${door.path.replace(':id', id)}`} />
      ))}
    </section>
  );
}

/** The buttons that need no object. */
export function FrontDoors() {
  return (
    <section id="doors" aria-labelledby="doors-title">
      <h2 id="doors-title">Make and set</h2>
      <div className="panel doors">
        {doors
          .filter((door) => door.table === null)
          .map((door) => (
            <DoorForm key={door.path} door={door} to={`/_standin/${door.path}`} />
          ))}
      </div>
    </section>
  );
}

function DoorForm({ door, to }: { door: Door; to: string }) {
  return (
    <Act to={to} label={door.label}>
      {door.fields.map((field) => (
        <Asked key={field.name} field={field} />
      ))}
    </Act>
  );
}

function Asked({ field: { name, label, options, flag } }: { field: Field }) {
  if (flag) {
    return (
      <label>
        <input type="checkbox" name={name} value="true" /> {label}
      </label>
    );
  }
  if (!options) return <input name={name} placeholder={label} aria-label={label} />;
  return (
    <select name={name} aria-label={label} defaultValue="">
      <option value="">{label}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {option.replaceAll('_', ' ')}
        </option>
      ))}
    </select>
  );
}
