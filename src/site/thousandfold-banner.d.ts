import type { DetailedHTMLProps, HTMLAttributes } from 'react';

export type BannerVariant = 'top' | 'inline' | 'bottom' | 'meter' | 'signup';

interface BannerAttributes extends HTMLAttributes<HTMLElement> {
  campaign: string;
  variant: BannerVariant;
  /** The name of its rules; without one, the variant's. */
  placement?: string;
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
