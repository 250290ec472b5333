/** Where news of campaigns are stopped. */
export const campaignNews = {
  'campaignNews.leave.title': 'No more news of campaigns?',
  'campaignNews.leave.text':
    'One press, and we write to this address no more about how campaigns stand. Receipts and what concerns your own membership still come.',
  'campaignNews.leave.press': 'Stop news of campaigns',
  'campaignNews.left.title': 'They have stopped',
  'campaignNews.left.text': 'You get no more news of campaigns. An e-mail that is on its way may still come.',
  'campaignNews.left.undo': 'That was a mistake: go on telling me',
  'campaignNews.back.title': 'They come again',
  'campaignNews.back.text': 'We tell you when a campaign that you took part in comes far.',
};
