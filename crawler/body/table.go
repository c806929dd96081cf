package body

import "golang.org/x/net/html"

// table makes a block of a table, up to another one in it.
func (r reader) table(n *html.Node) *html.Node {
	block, row := element("table"), element("tr")
	for _, c := range elements(nil, n, every) {
		if c.Data == "table" {
			break
		}
		switch {
		case c.Data == "tr" && hasElement(row):
			appendTo(block, row)
			row = element("tr")
		case isCell(c.Data):
			if cell := cell(c); text(cell) != "" || hasElement(cell) {
				appendTo(row, cell)
			}
		}
		c.Data = done
	}
	if hasElement(row) {
		appendTo(block, row)
	}
	if !hasElement(block) {
		return nil
	}
	return block
}

// cell copies a cell of a table.
func cell(n *html.Node) *html.Node {
	copied := element(n.Data)
	if !hasElement(n) {
		if p := plain(n); p != nil {
			setText(copied, text(p))
		}
		return copied
	}
	setText(copied, text(n))
	n.Data = done
	for _, c := range elements(nil, n, every) {
		var p *html.Node
		if isCell(c.Data) || isStress(c.Data) {
			p = part(c, true, false)
		} else {
			p = reader{divisions: true}.read(c)
		}
		if p != nil {
			copyOf(p, copied)
		}
		c.Data = done
	}
	return copied
}
