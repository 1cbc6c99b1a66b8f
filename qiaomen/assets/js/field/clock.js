// What time it is in the office: the phone's own clock may be wrong by a year, so only differences count.

const DAY = 24 * 60 * 60 * 1000;
const TURNED_BACK = 5 * 60 * 1000;
let difference = 0;

export function learn(contact) {
  difference = contact.office - contact.phone;
}

export const officeTime = () => Date.now() + difference;

// Whether what was fetched at `contact` has to leave the phone. A clock that was turned back proves nothing.
export function expired(contact, days) {
  const passed = Date.now() - contact.phone;
  return passed > days * DAY || passed < -TURNED_BACK;
}
