import type { MailMessages } from './en.js';

/** Names stand in the nominative everywhere: nobody can decline a name that they do not know. */
export const uk: MailMessages = {
  'hello.named': '{name}, вітаємо!',
  'hello.unnamed': 'Вітаємо!',
  'footer.answer': '{newsroom}. Щось незрозуміло? Просто дайте відповідь на цей лист.',
  'footer.pasted': 'Якщо кнопка не працює, скопіюйте цю адресу у свій переглядач:',
  'per.month': '{price} на місяць',
  'per.year': '{price} на рік',
  'per.once': '{price}',

  'membership-welcome.subject': 'Ви з нами: {newsroom}',
  'membership-welcome.preview': 'Дякуємо. Ваша підтримка починається зараз.',
  'membership-welcome.headline': 'Дякуємо, що ви з нами',
  'membership-welcome.body':
    'Ваша участь: {tier}. Завдяки вам наша журналістика лишається безкоштовною й відкритою для всіх.',
  'membership-welcome.card.month':
    'З вашої картки знято {price}. Далі зніматимуть щомісяця, наступного разу {until}, доки ви не скасуєте.',
  'membership-welcome.card.year':
    'З вашої картки знято {price}. Далі зніматимуть щороку, наступного разу {until}, доки ви не скасуєте.',
  'membership-welcome.free.month':
    'Нічого не знято. Уперше гроші знімуть {until}, а далі щомісяця, доки ви не скасуєте.',
  'membership-welcome.free.year':
    'Нічого не знято. Уперше гроші знімуть {until}, а далі щороку, доки ви не скасуєте.',
  'membership-welcome.cancel': 'Скасувати можна будь-коли; оплачене лишається вашим до кінця.',

  'gift-receipt.subject':
    '{count, plural, one {Ваш подарунок} few {Ваші # подарунки} many {Ваші # подарунків} other {Ваші # подарунка}}{recipient, select, none {} other {, {recipient}}}: участь на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}',
  'gift-receipt.preview': 'Дякуємо за подарунок. Ось що буде далі.',
  'gift-receipt.headline': 'Дякуємо за {count, plural, one {подарунок} other {подарунки}}',
  'gift-receipt.body':
    'Ви даруєте участь «{tier}» на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}. Кому: {recipient, select, none {{count, plural, one {# людині} few {# людям} many {# людям} other {# людини}}{count, plural, one {} other {, кожному окремо}}} other {{recipient}}}.',
  'gift-receipt.mailed':
    '{recipient, select, none {Подарунок} other {{recipient}: подарунок}} надійде електронною поштою {deliverOn}, з вашими словами.',
  'gift-receipt.link': '{recipient, select, none {Передати особисто} other {Кому: {recipient}}}:',
  'gift-receipt.more': '… і ще {count, number}.',
  'gift-receipt.handed':
    'Передайте кожне посилання, коли вам зручно. Подарунок прийме той, хто відкриє його першим, тож більше нікому його не давайте. Листівка для друку, з вашими словами й кодом, чекає на сторінці нижче.',
  'gift-receipt.pool':
    'Для читачів, які не можуть заплатити, за чергою: {pool, plural, one {# участь} few {# участі} many {# участей} other {# участі}}. Ми напишемо вам, коли хтось її отримає, але не скажемо хто.',
  'gift-receipt.follow': 'Подивіться, що стало з {count, plural, one {подарунком} other {подарунками}}:',
  'gift-receipt.change':
    'Подивіться, що стало з {count, plural, one {вашим подарунком} other {вашими подарунками}}; ім’я, адресу, слова чи день можна змінити, доки подарунок не вирушив:',
  'gift-receipt.page': '{count, plural, one {Ваш подарунок} other {Ваші подарунки}}',
  'gift-receipt.card': 'З вашої картки знято {price}, один раз. Нічого не поновлюється.',

  'gift-delivery.subject': '{giverName} має для вас подарунок',
  'gift-delivery.preview':
    '{newsroom}: участь на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}',
  'gift-delivery.headline': 'Подарунок для вас. Дарує {giverName}',
  'gift-delivery.body':
    '{giverName} дарує вам участь «{tier}» на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}: {newsroom}. Її оплачено. Платити нічого не треба, ні зараз, ні потім.',
  'gift-delivery.button': 'Відкрити подарунок',
  'gift-delivery.until': 'Він чекає на вас до {claimUntil}.',

  'gift-reminder.subject': 'Подарунок ще чекає на вас. Дарує {giverName}',
  'gift-reminder.preview':
    '{newsroom}: участь на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}',
  'gift-reminder.headline': 'Він досі ваш. Дарує {giverName}',
  'gift-reminder.body':
    '{giverName} дарує вам участь «{tier}» на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}: {newsroom}. Її оплачено, але ще ніхто не відкрив. Платити нічого не треба, ні зараз, ні потім.',

  'gift-unclaimed.subject':
    '{recipient, select, none {Ваш подарунок} other {Ваш подарунок ({recipient})}} ще не відкрито',
  'gift-unclaimed.preview': 'Він чекає до {claimUntil}.',
  'gift-unclaimed.headline': 'Ваш подарунок ще чекає',
  'gift-unclaimed.body':
    'Подаровану вами участь{recipient, select, none {} other { ({recipient})}} ще ніхто не відкрив. {sent, select, yes {Листи губляться: може, варто запитати, чи він прийшов.} other {Можливо, посилання ще не передано.}} Вона чекає до {claimUntil}.',
  'gift-deadline.subject':
    '{recipient, select, none {Ваш подарунок} other {Ваш подарунок ({recipient})}} чекає лише до {claimUntil}',
  'gift-deadline.preview': 'Його ще ніхто не відкрив.',
  'gift-deadline.headline': 'Для вашого подарунка лишилося два тижні',
  'gift-deadline.body':
    'Подаровану вами участь{recipient, select, none {} other { ({recipient})}} ще ніхто не відкрив, а прийняти її можна лише до {claimUntil}.',
  'gift-nudge.elsewhere':
    'На вашій сторінці можна надіслати подарунок ще раз, на виправлену адресу чи комусь іншому, взяти посилання й передати самим або віддати читачеві, який не може заплатити.',
  'gift-nudge.button': 'Подивитися подарунок',
  'gift-expired.subject':
    '{recipient, select, none {Ваш подарунок} other {Ваш подарунок ({recipient})}} вчасно не відкрито',
  'gift-expired.preview': 'Його можна було прийняти до {claimUntil}.',
  'gift-expired.headline': 'Ваш подарунок не відкрито',
  'gift-expired.body':
    'Подаровану вами участь{recipient, select, none {} other { ({recipient})}} можна було прийняти до {claimUntil}, і ніхто цього не зробив. Ваші гроші все одно пішли на незалежну журналістику: дякуємо. Якщо хочете, щоб подарунок усе-таки когось знайшов, просто дайте відповідь на цей лист.',
  'gift-bounced.subject':
    '{recipient, select, none {Ваш подарунок} other {Ваш подарунок ({recipient})}} не вдалося доставити',
  'gift-bounced.preview': 'Ця адреса не приймає пошту.',
  'gift-bounced.headline': 'Ваш подарунок не дійшов',
  'gift-bounced.body':
    'Ми надіслали подаровану вами участь на {recipientEmail}, і лист повернувся: схоже, в адресі помилка. Нічого не втрачено. Виправте адресу, і подарунок одразу вирушить.',
  'gift-bounced.button': 'Виправити адресу',
  'gift-bounced.link': 'Або передайте посилання самі, лише тому, для кого воно:',
  'gift-thanks.subject': '{recipient, select, none {Вам дякують за подарунок} other {{recipient} дякує вам}}',
  'gift-thanks.preview': 'За участь, яку ви подарували.',
  'gift-thanks.headline': 'Подяка для вас',
  'gift-thanks.body': 'Хтось радий участі, яку ви подарували, і пише:',
  'gift-thanks.once': 'Ми передали ці слова без адреси. Вони є й на вашій сторінці:',

  'gift-accepted.subject':
    '{fate, select, new {Ви з нами} other {Додано до вашої участі}}: подарунок, який дарує {giverName}',
  'gift-accepted.preview.new': 'До {until}, платити нічого не треба.',
  'gift-accepted.preview.added': 'Ви з нами до {until}, платити нічого не треба.',
  'gift-accepted.preview.moved': 'Завдяки йому ваш наступний платіж буде пізніше.',
  'gift-accepted.preview.waits': 'Він почнеться, коли ви припините платити.',
  'gift-accepted.headline': '{fate, select, new {{newsroom}: вітаємо!} other {Додано до вашої участі}}',
  'gift-accepted.body.new':
    'Подарунок прийнято; його дарує {giverName}. Участь діє до {until} і закінчиться сама; нічого не знімуть.',
  'gift-accepted.body.added':
    'Подарунок прийнято; його дарує {giverName}. Його час іде за тим, що ви мали: ви з нами до {until}, і за це нічого не знімуть.',
  'gift-accepted.body.moved':
    'Подарунок прийнято; його дарує {giverName}. Ви вже платите за свою участь, тож наступний платіж переноситься з {from} на {to}. До того нічого не знімуть.',
  'gift-accepted.body.waits':
    'Подарунок прийнято; його дарує {giverName}. Ви вже платите за свою участь, і це триває, як раніше: подарунок збережено, він почнеться, коли ви припините.',
  'gift-accepted.thank': 'Хочете подякувати ({giverName})? Напишіть кілька слів, і ми їх передамо.',
  'gift-accepted.button': 'Подякувати',

  'gift-ending.subject': 'Ваша участь {last, select, yes {закінчується завтра} other {закінчується {until}}}',
  'gift-ending.preview': 'Вам нічого робити не треба.',
  'gift-ending.headline': 'Ваш подарунок добігає кінця',
  'gift-ending.body':
    'Подарована вам участь «{tier}» діє до {until} і закінчиться сама. Нічого не знімуть, і вам нічого робити не треба.',
  'gift-ending.goOn':
    'Хочете лишитися? Продовжуйте за {price}. Перший платіж буде того дня, коли закінчується подарунок: ви не втратите жодного дня й за жоден не заплатите двічі. Скасувати можна будь-коли.',
  'gift-ending.button': 'Лишитися з нами',
  'gift-ending.otherwise': 'Нічого не знімуть, якщо ви не натиснете кнопку й не вкажете картку.',

  'gift-ended.subject': 'Подарована вам участь закінчилася',
  'gift-ended.preview': 'Ви нічого не зробили не так, і платити нічого не треба.',
  'gift-ended.headline': 'Подарована вам участь закінчилася',
  'gift-ended.body':
    'Подарована вам участь закінчилася раніше, ніж ми казали. Нам прикро. Ви нічого не зробили не так, і платити нічого не треба.',
  'gift-ended.until': 'Решта, що ви маєте в нас, ваша, як і була: ви з нами до {until}.',
  'gift-ended.nextCharge':
    'Участь, за яку ви платите, триває. Наступний платіж, який подарунок переніс, тепер {day}. Скасуйте до того дня, і нічого не знімуть.',
  'gift-ended.join':
    'Усе, що ми публікуємо, і далі можна читати безкоштовно. Якщо захочете знову долучитися, ласкаво просимо:',
  'gift-ended.button': 'Долучитися',

  'gift-redeemed.subject':
    '{recipient, select, none {Ваш подарунок відкрито} other {Ваш подарунок відкрито: {recipient}}}',
  'gift-redeemed.preview': 'Ваш подарунок дійшов.',
  'gift-redeemed.headline': 'Ваш подарунок дійшов',
  'gift-redeemed.body':
    'Подаровану вами участь прийнято{recipient, select, none {} other {: {recipient}}}. Дякуємо, що приводите нових людей.',

  'newsletter-confirm.subject': '{newsroom}: підтвердьте, будь ласка, розсилку',
  'newsletter-confirm.preview': 'Одне натискання, і вона ваша.',
  'newsletter-confirm.headline': 'Підтвердьте, будь ласка, свою адресу',
  'newsletter-confirm.body':
    'Хтось, найімовірніше ви, підписав цю адресу на: {lists}. Натисніть кнопку впродовж {days, plural, one {# дня} few {# днів} many {# днів} other {# дня}}, і підписка почне діяти.',
  'newsletter-confirm.button': 'Так, надсилайте мені',
  'newsletter-confirm.otherwise':
    'Якщо це не ви, не робіть нічого: нічого не прийде, і ми забудемо цю адресу.',
  'newsletter-confirm.leave': 'Припинити всі наші розсилки, зараз або пізніше',

  'pool-confirm.subject': 'Це ви просили участь? Підтвердьте, будь ласка',
  'pool-confirm.preview': 'Одне натискання, і ви в черзі.',
  'pool-confirm.headline': 'Підтвердьте, будь ласка, свою адресу',
  'pool-confirm.body':
    '{newsroom}: ви попросили участь, за яку заплатили інші читачі. Натисніть кнопку впродовж двох днів, і вона ваша або ви у черзі на наступну. Доказів ми не просимо й нікому не кажемо.',
  'pool-confirm.button': 'Так, це мій запит',
  'pool-confirm.otherwise': 'Якщо це не ви, не робіть нічого, і нічого не станеться.',
  'pool-waits.subject': 'Ви в черзі на участь',
  'pool-waits.preview': 'Ми напишемо, щойно хтось її подарує.',
  'pool-waits.headline': 'Ви в черзі',
  'pool-waits.body':
    'Зараз немає вільної участі, за яку заплатили інші читачі. Ви в черзі: щойно вона надійде, участь стане вашою сама, і ми вам напишемо. Тим часом усе, що ми публікуємо, можна читати безкоштовно. Якщо вона вам більше не потрібна, поступіться місцем наступному:',
  'pool-waits.button': 'Вийти з черги',
  'pool-given.subject': 'Ви з нами: {newsroom}',
  'pool-given.preview': 'За неї заплатили інші читачі.',
  'pool-given.headline': '{newsroom}: вітаємо!',
  'pool-given.body':
    'Хтось із читачів заплатив за вашу участь на {months, plural, one {# місяць} few {# місяці} many {# місяців} other {# місяця}}. Вона діє до {until} і закінчиться сама; платити нічого не треба, ні зараз, ні потім.',
  'pool-given.private':
    'Хто заплатив, дізнається, що її хтось отримав, але не дізнається хто. Увійдіть на нашому сайті з цією адресою, щоб побачити свою участь.',
  'pool-over.subject': 'Участі для вас не знайшлося',
  'pool-over.preview': 'Нам прикро. Можна попросити ще раз.',
  'pool-over.headline': 'Нам прикро',
  'pool-over.body':
    'Ви понад рік чекали на участь, за яку заплатив би хтось із читачів, і її не знайшлося. Ми забрали вас із черги й забули ваше прохання. Якщо вона вам іще потрібна, попросіть, будь ласка, знову:',
  'pool-over.button': 'Попросити ще раз',
  'pool-taken.subject':
    'Завдяки вам участь {count, plural, one {має # читач} few {мають # читачі} many {мають # читачів} other {має # читача}}',
  'pool-taken.preview': 'Ваш подарунок дійшов.',
  'pool-taken.headline': 'Ваш подарунок дійшов',
  'pool-taken.body':
    '{newsroom}: {count, plural, one {# читач, який не міг заплатити за участь, тепер має її} few {# читачі, які не могли заплатити за участь, тепер мають її} many {# читачів, які не могли заплатити за участь, тепер мають її} other {# читача, які не могли заплатити за участь, тепер мають її}} завдяки вам. Ми не кажемо вам хто, а їм не кажемо про вас. Дякуємо.',
  'pool-taken.button': 'Подивитися, що ви подарували',

  'gift-confirm.subject': 'Цей подарунок для вас? Підтвердьте, будь ласка',
  'gift-confirm.preview': 'Одне натискання, і участь ваша.',
  'gift-confirm.headline': 'Ще одне натискання',
  'gift-confirm.body':
    'Хтось, сподіваємося, ви, хоче прийняти подаровану участь із цією адресою. Її надіслано на іншу, тож ми спершу питаємо.',
  'gift-confirm.button': 'Так, це для мене',
  'gift-confirm.otherwise': 'Якщо це не ви, не робіть нічого, і нічого не станеться.',

  'donation-receipt.subject': 'Дякуємо за ваш внесок: {price}',
  'donation-receipt.preview': 'Ваша підтримка йде на незалежну журналістику.',
  'donation-receipt.headline': 'Дякуємо за ваш внесок',
  'donation-receipt.body':
    'Ми отримали {price}. Це йде на журналістику, яка лишається безкоштовною й відкритою для всіх.',
  'donation-receipt.card.once': 'Гроші знято один раз. Нічого не поновлюється.',
  'donation-receipt.card.month': 'Гроші зніматимуть щомісяця, доки ви не припините.',
  'donation-receipt.card.year': 'Гроші зніматимуть щороку, доки ви не припините.',
  'donation-receipt.dedication': 'Присвята: {dedication}',

  'sign-in.subject': '{newsroom}: вхід',
  'sign-in.preview':
    'Діє один раз, упродовж {minutes, plural, one {# хвилини} few {# хвилин} many {# хвилин} other {# хвилини}}.',
  'sign-in.headline': 'Вхід',
  'sign-in.body':
    'Натисніть кнопку, щоб увійти. Вона діє один раз, упродовж {minutes, plural, one {# хвилини} few {# хвилин} many {# хвилин} other {# хвилини}}.',
  'sign-in.button': 'Увійти',
  'sign-in.otherwise': 'Якщо ви цього не просили, не робіть нічого. Без цього посилання ніхто не ввійде.',

  'payment-refunded.subject': 'Ми повернули {price}',
  'payment-refunded.preview': 'Гроші повертаються на вашу картку.',
  'payment-refunded.headline': 'Ваші гроші повертаються',
  'payment-refunded.body':
    'Ми повернули {price} на картку, з якої їх знято. Банки зазвичай показують це за 5–10 днів.',

  'payment-awaited.subject': 'Ваш платіж уже в дорозі: {price}',
  'payment-awaited.preview': 'Вашому банкові треба кілька днів. Вам більше нічого робити не треба.',
  'payment-awaited.headline': 'Ваш платіж уже в дорозі',
  'payment-awaited.body':
    'Дякуємо за замовлення: {what}, {price}. Вашому банкові треба кілька днів, щоб надіслати гроші. Ми напишемо, щойно вони надійдуть; вам більше нічого робити не треба.',

  'payment-bounced.subject': 'Ваш платіж не надійшов: {price}',
  'payment-bounced.preview': 'Нічого не знято.',
  'payment-bounced.headline': 'Ваш платіж не надійшов',
  'payment-bounced.body':
    'Ваш банк не надіслав {price} за замовлення: {what}. Нічого не знято, і нічого не почалося. Якщо ви ще хочете нас підтримати, замовте, будь ласка, знову, можливо, з іншою карткою.',

  'charge-failed.subject': 'Не вдалося зняти гроші з картки: {what}',
  'charge-failed.preview': 'Одне натискання все виправить.',
  'charge-failed.headline': 'Не вдалося зняти гроші з вашої картки',
  'charge-failed.body':
    'Надійшов час наступного платежу ({what}, {price}), і ваш банк відмовив. Так часто буває, коли строк картки минув. Доступ поки що лишається; сплатіть, будь ласка, цією або іншою карткою, щоб усе тривало.',
  'charge-failed.button': 'Сплатити зараз',

  'charge-unconfirmed.subject': 'Підтвердьте, будь ласка, платіж: {price}',
  'charge-unconfirmed.preview': 'Ваш банк хоче знати, що це справді ви.',
  'charge-unconfirmed.headline': 'Ваш банк просить підтвердження',
  'charge-unconfirmed.body':
    'Надійшов час наступного платежу ({what}, {price}), і ваш банк просить його підтвердити. Доступ поки що лишається.',
  'charge-unconfirmed.button': 'Підтвердити платіж',

  'trial-running.subject': 'Безкоштовно до {at}: {what}',
  'trial-running.preview': 'Потім гроші знімуть уперше.',
  'trial-running.headline': 'Ваш безкоштовний час триває до {at}',
  'trial-running.body':
    'До {at} це нічого вам не коштує: {what}. Від того дня з картки зніматимуть {price} за кожен період, доки ви не скасуєте. Якщо скасуєте раніше, нічого не знімуть.',

  'subscription-ending.subject': 'Скасовано: {what}, діє до {at}',
  'subscription-ending.preview': 'Більше нічого не знімуть.',
  'subscription-ending.headline': 'Ви скасували',
  'subscription-ending.body':
    '{what}: діє до {at}, бо це оплачено. Більше нічого не знімуть. Якщо передумаєте до того дня, скасування можна відкликати там само.',

  'subscription-ended.subject': 'Завершено: {what}',
  'subscription-ended.preview': 'Більше нічого не знімуть.',
  'subscription-ended.headline': 'Дякуємо за час разом',
  'subscription-ended.body':
    '{what}: завершено, і більше нічого не знімуть. Дякуємо за те, що стало можливим завдяки вам. Повертайтеся, коли захочете.',

  'campaign-milestone.subject': '{percent, number}% мети: {title}',
  'campaign-milestone.preview': '{value} із {target}.',
  'campaign-milestone.headline': 'Досягнуто {percent, number}%',
  'campaign-milestone.body': '«{title}»: {value} із {target}. Кожну одиницю можна пояснити в консолі.',
  'campaign-milestone.button': 'Подивитися, як ідуть справи',

  'milestone-letter.subject': '{percent, plural, =100 {Мети досягнуто} other {Досягнуто #% мети}}: {title}',
  'milestone-letter.preview': 'І ви — частина цього.',
  'milestone-letter.headline': '{percent, plural, =100 {Ми досягли мети} other {Досягнуто #% мети}}',
  'milestone-letter.body':
    '«{title}»: досягнуто {percent, number}% мети, і ви — частина цього. Дякуємо. Якщо знаєте когось, хто радо долучився б, покажіть кампанію.',
  'milestone-letter.button': 'Подивитися, як ідуть справи',
  'milestone-letter.why': 'Ви отримали цей лист, бо взяли участь у цій кампанії.',
  'milestone-letter.stop': 'Не писати про кампанії',

  'events-parked.subject':
    '{count, plural, one {# подія від Stripe чекає} few {# події від Stripe чекають} many {# подій від Stripe чекають} other {# події від Stripe чекає}} на людину',
  'events-parked.preview': 'Їх намагалися обробити багато разів, і не вдалося.',
  'events-parked.headline':
    'На вас {count, plural, one {чекає # подія} few {чекають # події} many {чекають # подій} other {чекає # події}}',
  'events-parked.body':
    'Stripe повідомив про те, що не вдалося обробити, хоча спроби тривали годинами: {count, plural, one {# подія} few {# події} many {# подій} other {# події}}. Нічого не втрачено, і інші події не затримано. Подивіться на нотатку біля кожної й запустіть їх ще раз, коли причини вже не буде.',
  'events-parked.button': 'Подивитися',
};
