package embedded

// once counts values of a part's documents that are together in units: an
// article, or a story of one article. A unit has each value once, however many
// of its documents have it.
type once struct {
	part   *part
	ways   []stripped // by the strips of the part that hold what is counted
	docs   []uint32   // a block of documents, and of which unit each is
	units  []uint32
	memory *scratch
}

// stripped is what is counted of one strip.
type stripped struct {
	strip  *strip
	facets []valuesOf
	bits   []uint64 // of each number, a bit for each of its values; nil where they are too many
	n      []uint32 // how many units have a value with that bit
}

// valuesOf counts the codes of one facet.
type valuesOf struct {
	column *column
	k      *counter
	n      []uint32 // how many units have a code
	seen   []uint32 // the last unit that had it
}

// newOnce counts into what w counts. Units are numbered from 1.
func newOnce(p *part, w *way, m *scratch) *once {
	o := &once{part: p, memory: m, ways: make([]stripped, 0, len(p.strips))}
	size := 0
	for i := range w.facets {
		size += p.facets[w.facets[i].facet].size()
	}
	zeros := m.counts(2 * size)
	for at := range p.strips {
		c := stripped{strip: &p.strips[at]}
		together, several := 0, false
		for i := range w.facets {
			col := &p.facets[w.facets[i].facet]
			if col.strip != at {
				continue
			}
			n := col.size()
			c.facets = append(c.facets, valuesOf{col, &w.facets[i], zeros[:n], zeros[n : 2*n]})
			zeros = zeros[2*n:]
			together, several = together+n, several || len(col.docs) > 0
		}
		if len(c.facets) == 0 {
			continue
		}
		if together <= wordBits && !several {
			c.bits, c.n = make([]uint64, len(c.strip.total)), make([]uint32, wordBits)
			from := 0
			for _, f := range c.facets {
				f.column.addBits(c.bits, from)
				from += f.column.size()
			}
		}
		o.ways = append(o.ways, c)
	}
	return o
}

// addBits adds to the bits of each number that of its code.
func (c *column) addBits(all []uint64, from int) {
	for n := range all {
		code := n
		if c.digit != nil {
			code = int(c.digit[n])
		}
		all[n] |= 1 << (from + code)
	}
}

// add adds the documents of one unit that are in among; all of them where that
// is nil. It tells whether there are any.
func (o *once) add(unit uint32, docs []uint32, among set) bool {
	before := len(o.docs)
	for _, d := range docs {
		if among == nil || among.has(d) {
			o.docs, o.units = append(o.docs, d), append(o.units, unit)
		}
	}
	any := len(o.docs) > before
	if len(o.docs) >= block {
		o.flush()
	}
	return any
}

func (o *once) flush() {
	for i := range o.ways {
		c := &o.ways[i]
		switch {
		case c.strip.byte8 != nil:
			countOnce(c, c.strip.byte8, o)
		case c.strip.code16 != nil:
			countOnce(c, c.strip.code16, o)
		default:
			countOnce(c, c.strip.code32, o)
		}
	}
	o.docs, o.units = o.docs[:0], o.units[:0]
}

func countOnce[T uint8 | uint16 | uint32](c *stripped, numbers []T, o *once) {
	if c.bits == nil {
		for i := range c.facets {
			countCodes(&c.facets[i], numbers, o)
		}
		return
	}
	unit, all := uint32(0), uint64(0)
	for i, d := range o.docs {
		if o.units[i] != unit {
			for ; all != 0; all &= all - 1 {
				c.n[lowest(all)]++
			}
			unit = o.units[i]
		}
		all |= c.bits[numbers[d]]
	}
	for ; all != 0; all &= all - 1 {
		c.n[lowest(all)]++
	}
}

func countCodes[T uint8 | uint16 | uint32](f *valuesOf, numbers []T, o *once) {
	n, seen, digit, units := f.n, f.seen, f.column.digit, o.units
	for i, d := range o.docs {
		code := uint32(numbers[d])
		if digit != nil {
			code = digit[code]
		}
		if seen[code] == units[i] && code != f.column.many {
			continue
		}
		if code != f.column.many {
			seen[code] = units[i]
			n[code]++
			continue
		}
		for _, code := range f.column.several(d) {
			if seen[code] != units[i] {
				seen[code] = units[i]
				n[code]++
			}
		}
	}
}

// close brings what was counted to the values.
func (o *once) close() {
	o.flush()
	for _, c := range o.ways {
		from := 0
		for _, f := range c.facets {
			n := f.n
			if c.bits != nil {
				n = c.n[from:]
				from += f.column.size()
			}
			for code := 1; code < len(f.column.ords); code++ {
				f.k.n[f.column.ords[code]] += n[code]
			}
		}
	}
}
