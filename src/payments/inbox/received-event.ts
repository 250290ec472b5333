/** An event as it came in, not looked into yet. */
export interface ReceivedEvent {
  /** `evt_…` */
  id: string;
  type: string;
  objectId: string | null;
  apiVersion: string | null;
  livemode: boolean;
  created: Date;
  /** The event as JSON. */
  payload: string;
  /** Why nothing will be done about it; null when it is to be handled. */
  ignored: string | null;
}
