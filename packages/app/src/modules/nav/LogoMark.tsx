/** A shield with a tick: the same as public/favicon.svg, for dark grounds. */
export function LogoMark() {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 32 32"
      width={30}
      height={30}
      fill="none"
      stroke="#7df3c8"
      strokeWidth={2.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M16 3.5 27 7v8c0 7-4.5 11.5-11 14C9.5 26.5 5 22 5 15V7z" />
      <path d="m11 16 4 4 6.5-7.5" />
    </svg>
  );
}
