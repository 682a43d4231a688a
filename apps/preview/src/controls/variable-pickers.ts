import { nameColour } from '@tickerlake/dashboards';
import type { Choices } from '../state/chosen-values.ts';

/**
 * The pickers of a dashboard's variables: boxes to tick, a list, a field to type into.
 *
 * @param onChange gets the whole choice of the variable that was changed.
 * @example
 * form.replaceChildren(...variablePickers(choices, chosen, (name, values) => go(name, values)));
 */
export function variablePickers(
  choices: readonly Choices[],
  chosen: Readonly<Record<string, readonly string[]>>,
  onChange: (name: string, values: readonly string[]) => void,
): HTMLElement[] {
  return choices.map(({ variable, values }) => {
    const own = chosen[variable.name] ?? [];
    if (variable.type === 'query')
      return boxes(variable.name, variable.label, variable.description, values, own, onChange);
    const label = Object.assign(document.createElement('label'), {
      textContent: variable.name === 'measure' ? '' : `${variable.label} `,
      title: variable.description,
    });
    const field =
      variable.type === 'custom'
        ? document.createElement('select')
        : Object.assign(document.createElement('input'), { type: 'text', size: 10, placeholder: 'first' });
    if (variable.type === 'custom') field.append(...variable.options.map(({ text, value }) => new Option(text, value)));
    field.value = own[0] ?? '';
    field.setAttribute('aria-label', variable.label);
    field.dataset['variable'] = variable.name;
    field.addEventListener('change', () => onChange(variable.name, [field.value]));
    label.append(field);
    return label;
  });
}

function boxes(
  name: string,
  label: string,
  description: string,
  values: readonly string[],
  chosen: readonly string[],
  onChange: (name: string, values: readonly string[]) => void,
): HTMLElement {
  const set = Object.assign(document.createElement('fieldset'), { title: description });
  set.dataset['variable'] = name;
  const inputs = values.map((value) =>
    Object.assign(document.createElement('input'), { type: 'checkbox', value, checked: chosen.includes(value) }),
  );
  const legend = Object.assign(document.createElement('legend'), { textContent: label });
  const all = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'quiet',
    textContent: 'All',
  });
  all.setAttribute('aria-label', `${label}: all`);
  const none = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'quiet',
    textContent: 'None',
  });
  none.setAttribute('aria-label', `${label}: none`);
  const notify = (): void =>
    onChange(
      name,
      inputs.filter((input) => input.checked).map((input) => input.value),
    );
  const setAll = (checked: boolean) => () => {
    for (const input of inputs) input.checked = checked;
    notify();
  };
  all.addEventListener('click', setAll(true));
  none.addEventListener('click', setAll(false));
  const labels = inputs.map((input) => {
    const box = Object.assign(document.createElement('label'), { className: 'chip' });
    box.style.setProperty('--colour', nameColour(input.value).stroke);
    box.append(input, ` ${input.value}`);
    input.addEventListener('change', notify);
    return box;
  });
  set.append(legend, ...(values.length === 0 ? ['none are published'] : [...labels, all, none]));
  return set;
}
