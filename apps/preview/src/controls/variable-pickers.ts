import { type ClassicDashboard, type DashboardVariable, nameColour } from '@tickerlake/dashboards';

/** A variable and the values that can be chosen; none for a typed one. */
export interface Choices {
  readonly variable: Exclude<DashboardVariable, { readonly type: 'datasource' }>;
  readonly values: readonly string[];
}

/**
 * The variables of a dashboard that are picked on this page, each with its values. The data source cannot be chosen here.
 *
 * @example
 * const choices = await readChoices(dashboard, (name) => api.variable(dashboard.uid, name));
 */
export function readChoices(
  dashboard: ClassicDashboard,
  ask: (name: string) => Promise<readonly string[]>,
): Promise<Choices[]> {
  const picked = dashboard.templating.list.flatMap((variable) => (variable.type === 'datasource' ? [] : [variable]));
  return Promise.all(
    picked.map(async (variable) => ({
      variable,
      values:
        variable.type === 'query'
          ? await ask(variable.name)
          : variable.type === 'custom'
            ? variable.options.map(({ value }) => value)
            : [],
    })),
  );
}

/**
 * The selection: the valid values in the address, otherwise the dashboard's defaults; for a query variable all values.
 *
 * @example
 * chosenValues(choices, { ticker: ['AAPL'] }); // { ticker: ['AAPL'], measure: ['range_pct'] }
 */
export function chosenValues(
  choices: readonly Choices[],
  asked: Readonly<Record<string, readonly string[]>>,
): Record<string, readonly string[]> {
  return Object.fromEntries(
    choices.map(({ variable, values }) => {
      const own = asked[variable.name];
      if (variable.type === 'textbox') return [variable.name, own ?? [variable.current.value]];
      const possible = own?.filter((value) => values.includes(value));
      if (variable.type === 'query')
        return [
          variable.name,
          possible === undefined || (possible.length === 0 && (own?.length ?? 0) > 0) ? values : possible,
        ];
      return [variable.name, possible?.length === 1 ? possible : [variable.current.value]];
    }),
  );
}

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
