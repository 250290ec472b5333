/** Typing an own amount chooses it; choosing a card clears what was typed. */
export function followOwnAmount(): void {
  const own = document.querySelector<HTMLInputElement>('input[name="ownAmount"]');
  if (!own) return;
  const cards = document.querySelectorAll<HTMLInputElement>('input[name="amount"]');
  own.addEventListener('input', () => {
    for (const card of cards) if (own.value.trim() !== '') card.checked = card.value === 'own';
  });
  for (const card of cards)
    card.addEventListener('change', () => {
      if (card.value === 'own') own.focus();
      else own.value = '';
    });
}
