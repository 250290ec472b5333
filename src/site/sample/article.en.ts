/** The sample newsroom's copy. None of it is about anybody. */
export interface SampleArticle {
  newsroom: string;
  line: string;
  sectionsLabel: string;
  sections: string[];
  section: string;
  tags: string[];
  kicker: string;
  headline: string;
  standfirst: string;
  author: string;
  role: string;
  published: string;
  picture: { alt: string; caption: string };
  /** The paragraphs above the banner, then those below it; one that begins with `# ` is a heading. */
  before: string[];
  after: string[];
  spread: string;
  feedTitle: string;
  feed: { time: string; headline: string }[];
  picksTitle: string;
  picks: { section: string; headline: string }[];
  supportLink: string;
  /** Leads to the same in the other language, and is written in that. */
  otherLanguage: string;
  edit: string;
  footer: string;
}

export const article: SampleArticle = {
  newsroom: 'The Meridian',
  line: 'Independent, local, read by everyone',
  sectionsLabel: 'Sections',
  sections: ['City', 'Courts', 'Schools', 'River', 'Culture', 'Letters'],
  section: 'River',
  tags: ['bridge', 'city hall'],
  kicker: 'Our third birthday',
  headline: 'Eleven inspections, one bridge, and the report nobody was meant to read',
  standfirst:
    'For nine years the Harrow Street bridge passed every check. Then a reader sent us a photograph of a bolt.',
  author: 'Ines Calloway',
  role: 'River correspondent',
  published: '21 November 2026',
  picture: {
    alt: 'Drawing of a steel arch bridge over a wide river, with a town on the far bank',
    caption:
      'The Harrow Street bridge carries 14,000 cars a day, and since Tuesday none. Drawing: The Meridian',
  },
  before: [
    'The bolt was the length of a forearm and lay on the towpath below the third pier, rusted through at the neck. Mara Oduya, who walks her dog there before work, thought it had come off a lorry. She took a photograph because of its size, and then she looked up.',
    'There were four more empty holes. She counted them twice, went home, and wrote to the city. The answer took six weeks and was one sentence long: the bridge had been inspected in spring and was sound. So she wrote to us.',
    'We asked for the inspection reports. The law gives the city twenty days to hand over such papers. It took a hundred and forty, three letters from a lawyer and one hearing. What came in the end was a box with eleven reports, and ten of them had the same photographs.',
  ],
  after: [
    '# The same rain on the same day',
    'It was the puddle that gave it away. In the report of 2018 there is a puddle beside the second pier, in the shape of a boot. It is there in 2019 as well, and in 2021, and in the two reports of 2023, with the same leaf floating in it.',
    'Only the first inspection had ever been made. The rest were copies with a new date, and each was invoiced in full. The company did not answer our questions. The city’s chief engineer did: she closed the bridge on Tuesday morning, forty minutes after we had sent her the two photographs side by side.',
    '# What it takes',
    'This story took seven months. For most of them there was nothing to print: a reporter read invoices, an editor read them again, and a lawyer wrote letters. That is what you pay for, and it is why the bridge is closed today and nobody is in the river.',
    'The Meridian is three years old this week. We began with two desks above a bakery and 212 people who trusted us before there was anything to trust. There is still no paywall, and no owner to ring us up. There are only readers.',
  ],
  spread: 'Consider giving a membership today, or help us spread the word.',
  feedTitle: 'Latest',
  feed: [
    { time: '14:20', headline: 'Ferries run every ten minutes while the bridge is closed' },
    { time: '13:05', headline: 'School board votes to keep the Mill Lane library open' },
    { time: '11:48', headline: 'Court finds the night-bus cuts were decided without a vote' },
    { time: '10:15', headline: 'Swifts are back at the old gasworks, earlier than ever' },
    { time: '08:30', headline: 'Rents: what the city’s own figures leave out' },
  ],
  picksTitle: 'Editors’ picks',
  picks: [
    { section: 'Courts', headline: 'The clerk who kept every receipt' },
    { section: 'Schools', headline: 'One class, nine languages, and a choir' },
    { section: 'River', headline: 'A map of every place where it is safe to swim' },
  ],
  supportLink: 'How we are funded',
  otherLanguage: 'Українською',
  edit: 'For staff: edit this campaign',
  footer: 'A sample newsroom. Its people and events are invented.',
};
