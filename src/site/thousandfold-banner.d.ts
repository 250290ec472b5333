import type { DetailedHTMLProps, HTMLAttributes } from 'react';

interface BannerAttributes extends HTMLAttributes<HTMLElement> {
  campaign: string;
  variant: 'top' | 'article';
  /** Present: the number is followed as it changes. */
  live?: '';
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'thousandfold-banner': DetailedHTMLProps<BannerAttributes, HTMLElement>;
    }
  }
}
