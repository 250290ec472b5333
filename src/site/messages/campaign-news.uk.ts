import type { campaignNews } from './campaign-news.en.js';

export const campaignNewsUk: Record<keyof typeof campaignNews, string> = {
  'campaignNews.leave.title': 'Більше не писати про кампанії?',
  'campaignNews.leave.text':
    'Одне натискання, і ми більше не писатимемо на цю адресу про те, як ідуть кампанії. Квитанції та листи про вашу власну участь надходитимуть і далі.',
  'campaignNews.leave.press': 'Не писати про кампанії',
  'campaignNews.left.title': 'Листи припинено',
  'campaignNews.left.text': 'Новин про кампанії більше не буде. Лист, який уже в дорозі, ще може прийти.',
  'campaignNews.left.undo': 'Це помилка: пишіть мені й далі',
  'campaignNews.back.title': 'Листи надходитимуть знову',
  'campaignNews.back.text': 'Ми повідомимо вас, коли кампанія, у якій ви взяли участь, просунеться далеко.',
};
