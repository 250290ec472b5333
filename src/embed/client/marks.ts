import { element, picture } from './elements.js';

const letters = {
  'text-anchor': 'middle',
  x: '21',
  y: '18.5',
  'font-weight': '800',
  'font-family': 'Arial,sans-serif',
};

/** The cards that are taken, each a small picture with its name. */
export function cardMarks(label: string): HTMLElement {
  const list = element('ul', 'marks', { 'aria-label': label });
  const add = (name: string, ground: string, ...shapes: Parameters<typeof picture>[1]): void => {
    const card = { x: '.5', y: '.5', width: '41', height: '27', rx: '4', fill: ground, stroke: '#b9b4a8' };
    const item = element('li', '');
    item.append(picture('0 0 42 28', [['rect', card], ...shapes], name));
    list.append(item);
  };
  add('Visa', '#fff', [
    'text',
    { ...letters, 'font-size': '13', 'font-style': 'italic', fill: '#1a3a8f' },
    'VISA',
  ]);
  add(
    'Mastercard',
    '#fff',
    ['circle', { cx: '17', cy: '14', r: '7.5', fill: '#d8232a' }],
    ['circle', { cx: '25', cy: '14', r: '7.5', fill: '#f2a01e' }],
    ['path', { d: 'M21 7.7a7.5 7.5 0 0 1 0 12.6 7.5 7.5 0 0 1 0-12.6z', fill: '#ee6a23' }],
  );
  add('American Express', '#1f6fb8', ['text', { ...letters, 'font-size': '9.5', fill: '#fff' }, 'AMEX']);
  return list;
}
