import { useId } from 'react';
import './field.css';
import './range.css';

export interface RangeFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value in words, beside the label and for screen readers. */
  readonly text: string;
  readonly hint?: string;
  onChange(value: number): void;
}

/** A slider with its value beside it; arrow keys move it by a step, Page keys by ten. */
export function RangeField({ label, value, min, max, step, text, hint, onChange }: RangeFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <div className="range-head">
        <label htmlFor={id} className="field-label">
          {label}
        </label>
        <output htmlFor={id} className="range-value">
          {text}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
      {hint === undefined ? null : (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
    </div>
  );
}
