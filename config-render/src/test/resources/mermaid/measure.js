// Draws each text of the page at its natural size, and writes down where everything came to lie, a line each.
const encoded = encodeURIComponent;

function textOf(label) {
  const copy = label.cloneNode(true);
  copy.querySelectorAll('br').forEach((line) => line.replaceWith('\n'));
  return copy.textContent;
}

function box(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height].join(' ');
}

async function measure() {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  const said = [];
  const texts = [...document.querySelectorAll('textarea')].map((area) => area.value);
  for (const [i, text] of texts.entries()) {
    const page = document.body.appendChild(document.createElement('div'));
    page.style.width = '20000px';
    try {
      page.innerHTML = (await mermaid.render(`picture${i}`, text)).svg;
      said.push(`picture ${box(page.querySelector('svg'))}`);
      for (const node of page.querySelectorAll('g.node')) {
        const label = node.querySelector('foreignObject div');
        const letters = parseFloat(getComputedStyle(label).fontSize);
        said.push(`node ${box(node)} ${box(label)} ${letters} ${encoded(textOf(label))}`);
      }
    } catch (error) {
      said.push(`refused ${encoded(error.message)}`);
    }
    page.remove();
  }
  const out = document.body.appendChild(document.createElement('pre'));
  out.textContent = `measured\n${said.join('\n')}\nend`;
}

measure();
