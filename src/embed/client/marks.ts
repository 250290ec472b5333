import { element, picture } from './elements.js';

/** The cards that are taken, each a small picture with its name. */
export function cardMarks(label: string): HTMLElement {
  const list = element('ul', 'marks', { 'aria-label': label });
  const add = (name: string, fill: string, ...shapes: Parameters<typeof picture>[1]): void => {
    const item = element('li', '');
    item.append(
      picture('0 0 42 28', [['rect', { width: '42', height: '28', rx: '4', fill }], ...shapes], name),
    );
    list.append(item);
  };
  const letters = (text: string, fill: string): Parameters<typeof picture>[1][number] => [
    'text',
    { x: '21', y: '18', fill },
    text,
  ];
  const circle = (cx: string, fill: string): Parameters<typeof picture>[1][number] => [
    'circle',
    { cx, cy: '14', r: '8', fill },
  ];
  add('Visa', '#fff', letters('VISA', '#1a3a8f'));
  add('Mastercard', '#fff', circle('17', '#d8232a'), circle('25', '#f2a01ecc'));
  add('American Express', '#1f6fb8', letters('AMEX', '#fff'));
  return list;
}
