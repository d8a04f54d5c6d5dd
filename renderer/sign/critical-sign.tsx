import './sign.css';

/** The magenta arrow after the title of an issue on the critical path. */
export function CriticalSign() {
  return (
    <svg className="critical-sign" width="14" height="10" viewBox="0 0 14 10" role="img" aria-label="on the critical path">
      <path d="M0.5 5H11.5M8 1.8 11.5 5 8 8.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
    </svg>
  );
}
