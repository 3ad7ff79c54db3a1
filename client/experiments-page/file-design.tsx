import { useEffect, useState } from 'preact/hooks';
import type { FileDescription } from '../../protocol/index.ts';
import { dataUrl } from '../connection/data-url.ts';
import { messages } from '../messages.ts';
import { ColumnNames } from './column-names.tsx';

/** What a checked file is: task, participants, parts with their conditions and procedures, stimuli. */
export function FileDesign({ design }: { readonly design: FileDescription }) {
  const { experimentsPage: words } = messages;
  const { question, task, observer, groups, trials, parts, pictures } = design;
  return (
    <>
      <p role="status">{words.isRight}</p>
      {question !== '' && <h4>{question}</h4>}
      <dl>
        <dt>{words.task}</dt>
        <dd>{words.taskOf(task, observer)}</dd>
        <dt>{words.participants}</dt>
        <dd>{words.groups(groups, trials)}</dd>
        <dt>{words.procedure}</dt>
        <dd>
          <table class="run-estimates">
            <ColumnNames names={words.partColumns} />
            <tbody>
              {parts.map(({ name, role, conditions, procedure, trials: own }, at) => (
                <tr key={`${at} ${name}`}>
                  <th scope="row">{name}</th>
                  <td>{role}</td>
                  <td>{conditions}</td>
                  <td>{procedure ?? words.shownOnce}</td>
                  <td>{own}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </dd>
        {pictures.length > 0 && (
          <>
            <dt>{words.stimuli}</dt>
            <dd class="design-pictures">
              {pictures.map((picture, at) => (
                <DesignPicture key={`${at} ${picture.caption}`} picture={picture} />
              ))}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function DesignPicture({ picture }: { readonly picture: FileDescription['pictures'][number] }) {
  const { caption, png } = picture;
  const [url, setUrl] = useState('');
  useEffect(() => {
    let isCurrent = true;
    void dataUrl(new Blob([new Uint8Array(png)], { type: 'image/png' })).then((made) => {
      if (isCurrent) setUrl(made);
    });
    return () => {
      isCurrent = false;
    };
  }, [png]);
  return (
    <figure>
      {url !== '' && <img src={url} alt={caption} />}
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
