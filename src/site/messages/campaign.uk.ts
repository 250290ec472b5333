import type { MessageKey } from './en.js';

/** The campaign's own pages, whole: what it asks for, and why its number is what it is. */
export const campaignUk = {
  'shell.skip': 'Перейти до змісту',
  'shell.shortcuts': 'Швидкі переходи',
  'shell.testMode': 'Тестовий режим: справжні гроші не рухаються. Картка 4242 4242 4242 4242 завжди працює.',
  'shell.navigation': 'Головне меню',
  'shell.payments': 'Платежі обробляє Stripe. Номер вашої картки до нас не потрапляє.',
  'account.link': 'Ваш кабінет',

  'nav.short.join': 'Долучитися',
  'nav.short.gift': 'Подарувати',
  'nav.short.donate': 'Підтримати',
  'nav.join': 'Долучитися',
  'nav.gift': 'Подарувати участь',

  'meter.ofMembers': 'із {target} нових учасників',
  'meter.ofMoney': 'із {target}',
  'meter.remaining': 'ще {remaining}',
  'meter.reached': 'Мети досягнуто. Дякуємо!',
  'meter.reachedNext': 'Мети досягнуто. Наступна: {next}',
  'meter.ends': 'до {day}',
  'meter.converted': 'З них {money} надійшло в інших валютах, за курсами відповідних днів.',
  'meter.matching':
    '{donor} подвоює кожен внесок, загалом до {limit}: поки що {matched}, і цього ще немає в сумі.',
  'meter.matching.confirmed': '{donor} додає {matched}.',
  'meter.frozen': 'Підсумок зафіксовано {day}.',
  'meter.frozen.since':
    'Підсумок зафіксовано {day}. Повернення й пізні платежі після того становлять {change}; у підсумку їх немає.',
  'meter.ended': 'завершено {day}',
  'cards.label': 'Картки, які ми приймаємо',

  'landing.title': 'Підтримайте нашу роботу',
  'landing.donate': 'Або підтримайте будь-якою сумою',
  'landing.money': 'На що йдуть ваші гроші',
  'landing.money.people': 'На людей',
  'landing.money.people.text':
    'На журналістів, які їдуть на місце, перепитують двічі й повертаються, коли всі інші вже пішли далі.',
  'landing.money.checking': 'На час для перевірки',
  'landing.money.checking.text':
    'Документи, друге джерело, редакторка, юрист: праця, якої ніхто не бачить і на яку покладаються всі.',
  'landing.money.open': 'На відкритий доступ',
  'landing.money.open.text': 'Платного доступу немає. Те, за що платять учасники, можуть читати всі.',
  'landing.numbers': 'Цифри та звідки вони',
  'landing.source': '{source}, {day}',
  'landing.questions': 'Перш ніж запитати',
  'landing.question.charge': 'Коли з картки знімають гроші?',
  'landing.answer.charge':
    'Один раз, коли ви долучаєтеся, а далі щомісяця або щороку того самого дня, доки ви не скасуєте. За подарунок і разовий внесок платять один раз, вони не поновлюються.',
  'landing.question.cancel': 'Чи можна припинити?',
  'landing.answer.cancel':
    'Будь-коли й без пояснень: у своєму кабінеті, посилання на який є внизу кожної сторінки, або відповіддю на будь-який наш лист. Участь триває до кінця оплаченого часу, і більше нічого не знімається.',
  'landing.question.card': 'Хто бачить номер моєї картки?',
  'landing.answer.card': 'Лише Stripe, компанія, що обробляє платіж. До нас він не потрапляє.',
  'landing.question.read': 'Чи треба долучитися, щоб читати?',
  'landing.answer.read': 'Ні. Завдяки учасникам читати можуть усі, зокрема й ті, хто не може платити.',
  'landing.question.count': 'Що рахує це число?',
  'landing.answer.count':
    'Усіх, хто долучається вперше, і кожну подаровану участь — один раз і щойно надходять гроші. Поновлення та внески його не змінюють.',
  'landing.closing': 'Ви з нами?',
  'landing.ended': 'Ця кампанія завершилася. Долучитися все ще можна.',
  'landing.ledger': 'Переглянути кожну зміну числа',

  'ledger.title': 'Чому саме це число?',
  'ledger.lead':
    'Кожну зміну числа кампанії записують один раз і ніколи не редагують. Ось вони всі, без людей, які за ними стоять.',
  'ledger.caption': 'Зміни, від найдавніших',
  'ledger.empty': 'Ще нічого не змінилося.',
  'ledger.at': 'Коли',
  'ledger.kind': 'Що',
  'ledger.delta': 'Зміна',
  'ledger.total': 'Разом',
  'ledger.converted': '{money} за курсом на {day}',
  'ledger.waits': '{money}, щойно буде курс',
  'ledger.next': 'Пізніші зміни',
  'ledger.kind.membership': 'Хтось долучився',
  'ledger.kind.returning': 'Повернувся колишній учасник',
  'ledger.kind.not_returning': 'Хтось усе-таки був новим',
  'ledger.kind.gift': 'Участь подаровано',
  'ledger.kind.gift_redemption': 'Подарунок прийнято',
  'ledger.kind.donation': 'Хтось зробив внесок',
  'ledger.kind.matching': 'Подвоєно благодійником',
  'ledger.kind.refund': 'Платіж повернено',
  'ledger.kind.refund_failed': 'Повернення не пройшло',
  'ledger.kind.dispute': 'Банк забрав платіж назад',
  'ledger.kind.dispute_won': 'Банк віддав платіж',
  'ledger.kind.adjustment': 'Виправлено вручну, з поясненням',
} satisfies Partial<Record<MessageKey, string>>;
