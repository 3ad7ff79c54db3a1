const PATHS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M6 4.5h4.2v15H6zm7.8 0H18v15h-4.2z',
  step: 'M5 4.5v15l9.5-7.5zM16 4.5h3v15h-3z',
  'step-back': 'M19 4.5v15L9.5 12zM5 4.5h3v15H5z',
  reset: 'M12 5V1.5L6.5 6.250 12 11V7.5a4.8 4.8 0 1 1-4.8 4.800H4.700A7.3 7.3 0 1 0 12 5z',
  help: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm1.2 15.5h-2.200v-2.200h2.200zm1.7-6.300c-.9 1-1.6 1.4-1.7 2.700h-2.200c0-2 1-2.7 1.9-3.6.7-.7 1-1.1 1-1.700a1.8 1.8 0 0 0-3.6 0H8.100a4 4 0 0 1 8 0c0 1.1-.5 1.9-1.2 2.600z',
  theme: 'M12 3a9 9 0 1 0 0 18V3z',
  share: 'M14 4h6v6h-2V7.400l-7.3 7.3-1.4-1.400L16.6 6H14zM5 6h5v2H7v9h9v-3h2v5H5z',
  undo: 'M9 5 3.5 10 9 15v-3.5h5a3 3 0 0 1 0 6H9V20h5a5.5 5.5 0 0 0 0-11H9z',
  redo: 'M15 5l5.5 5-5.5 5v-3.5h-5a3 3 0 0 0 0 6h5V20h-5a5.5 5.5 0 0 1 0-11h5z',
  left: 'M15 5 8 12l7 7z',
  right: 'M9 5l7 7-7 7z',
  up: 'M5 15l7-7 7 7z',
  down: 'M5 9l7 7 7-7z',
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  minus: 'M5 11h14v2H5z',
  close:
    'M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.400L12 13.4 6.4 19 5 17.6 10.6 12 5 6.400z',
  latest: 'M5 4.5v15l6.5-7.5zM12 4.5v15l6.5-7.5z',
  camera: 'M8 5l1.5-2h5L16 5h4v14H4V5zm4 3.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  spread: 'M5 3h14v2H5zm0 16h14v2H5zM12 6.5l3.5 3.5h-2.5v4h2.5L12 17.5 8.5 14H11v-4H8.5z',
} as const;

/** A small picture on a button; the words are the button's label. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="currentColor" />
    </svg>
  );
}

/** Names of the pictures. */
export type IconName = keyof typeof PATHS;
