import type { ReactNode } from "react";

export type ButtonKind = "plain" | "first" | "danger" | "danger-first" | "quiet";

interface Props {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: ButtonKind;
  readonly enabled?: boolean;
  readonly pressed?: boolean | undefined;
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly keys?: string | undefined;
  readonly expanded?: boolean | undefined;
  readonly className?: string;
  readonly id?: string;
}

/**
 * A button that stays where the keyboard left it: switched off by aria-disabled, so that focus does not fall away when
 * something becomes impossible while one stands on it.
 */
export function Button(props: Props) {
  const { children, onPress, kind = "plain", enabled = true, className = "" } = props;
  return (
    <button
      type="button"
      id={props.id}
      className={`button ${className}`}
      data-kind={kind}
      aria-disabled={enabled ? undefined : true}
      aria-pressed={props.pressed}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-keyshortcuts={props.keys}
      aria-expanded={props.expanded}
      onClick={() => {
        if (enabled) onPress();
      }}
    >
      {children}
    </button>
  );
}
