package embedded

import (
	"math/bits"

	api "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Where a word stands in a field is written into what Bleve takes for its
// frequency: the distance from each place to the next, from 1 on, in groups of
// six bits, the lowest first, five with a part of the distance and one that
// tells that more of it follows. That is two or three bytes for most words;
// Bleve's own way takes six for each place. What doesn't fit into ten groups
// has its places in a location of Bleve's: the first, and the distances in what
// is meant for positions in arrays. Then the first group is 0, which no
// distance is, and the others tell how many places there are, up to a bound.
const (
	groupBits  = 6
	groupMask  = 1<<groupBits - 1
	dataBits   = 5
	dataMask   = 1<<dataBits - 1
	goesOn     = 1 << dataBits
	mostGroups = 10
	mostTimes  = 63
)

// occurrences gives Bleve the places of each word.
func occurrences(list []word) api.TokenFrequencies {
	terms := make(api.TokenFrequencies, len(list))
	counts := make([]api.TokenFreq, len(list))
	for i, w := range list {
		c := terms[w.term]
		if c == nil {
			c, counts = &counts[0], counts[1:]
			terms[w.term] = c
		}
		var over *api.TokenLocation
		if len(c.Locations) > 0 {
			over = c.Locations[0]
		}
		frequency, over := note(uint64(c.Frequency()), over, i+1)
		c.SetFrequency(int(frequency))
		if over != nil {
			c.Locations = []*api.TokenLocation{over}
		}
	}
	for _, c := range terms {
		if len(c.Locations) > 0 {
			c.Locations[0].Start = 0
		}
	}
	return terms
}

// note notes one more place of a word in its frequency, or in a location. Until
// the last is noted, the location starts at the last place so far.
func note(packed uint64, l *api.TokenLocation, at int) (uint64, *api.TokenLocation) {
	if l == nil {
		last, groups := ends(packed)
		if packed, ok := pack(packed, groups, uint64(at)-last); ok {
			return packed, nil
		}
		l = spread(packed)
		packed = uint64(times(packed)) << groupBits
	}
	if l.Position == 0 {
		l.Position = at
	} else {
		l.ArrayPositions = append(l.ArrayPositions, uint64(at-l.Start))
	}
	l.Start = at
	return min(packed+1<<groupBits, mostTimes<<groupBits), l
}

// pack adds a distance behind so many groups, if there is room.
func pack(packed uint64, groups int, distance uint64) (uint64, bool) {
	if groups+(bits.Len64(distance)+dataBits-1)/dataBits > mostGroups {
		return 0, false
	}
	for ; ; groups++ {
		group := distance & dataMask
		if distance >>= dataBits; distance > 0 {
			group |= goesOn
		}
		packed |= group << (groups * groupBits)
		if distance == 0 {
			return packed, true
		}
	}
}

// ends gives the last place and the number of groups.
func ends(packed uint64) (last uint64, groups int) {
	shift := 0
	for ; packed > 0; packed >>= groupBits {
		last += packed & dataMask << shift
		if shift += dataBits; packed&goesOn == 0 {
			shift = 0
		}
		groups++
	}
	return last, groups
}

// spread makes a location of what was packed so far.
func spread(packed uint64) *api.TokenLocation {
	l := &api.TokenLocation{}
	for _, at := range unpackPlaces(nil, packed) {
		if l.Position == 0 {
			l.Position = int(at)
		} else {
			l.ArrayPositions = append(l.ArrayPositions, at-uint64(l.Start))
		}
		l.Start = int(at)
	}
	return l
}

func unpackPlaces(list []uint64, packed uint64) []uint64 {
	at, shift := uint64(0), 0
	for ; packed > 0; packed >>= groupBits {
		at += packed & dataMask << shift
		shift += dataBits
		if packed&goesOn == 0 {
			list, shift = append(list, at), 0
		}
	}
	return list
}

// earlyPlaces gives the places of a word as bits, or 0 where one is behind the
// last bit or they are in a location.
func earlyPlaces(packed uint64) (early uint64) {
	switch {
	case packed&groupMask == 0:
		return 0
	case packed <= dataMask:
		return 1 << packed
	}
	at, shift := uint64(0), 0
	for ; packed > 0; packed >>= groupBits {
		at += packed & dataMask << shift
		if shift += dataBits; packed&goesOn != 0 {
			continue
		}
		if shift = 0; at > 63 {
			return 0
		}
		early |= 1 << at
	}
	return early
}

// times tells from what Bleve takes for its frequency how often a word stands
// in a field: exactly, unless that is very often.
func times(frequency uint64) int {
	switch {
	case frequency <= groupMask && frequency > 0:
		return 1
	case frequency&groupMask == 0:
		return int(frequency >> groupBits)
	}
	groups := (bits.Len64(frequency) + groupBits - 1) / groupBits
	return groups - bits.OnesCount64(frequency&allGoOn)
}

// allGoOn has the bit of each group that tells that more of its distance
// follows.
const allGoOn = goesOn | goesOn<<6 | goesOn<<12 | goesOn<<18 | goesOn<<24 | goesOn<<30 | goesOn<<36 | goesOn<<42 | goesOn<<48 | goesOn<<54

// places appends the places of a word in a document, in order.
func places(list []uint64, p segment.Posting) []uint64 {
	if f := p.Frequency(); f&groupMask != 0 {
		return unpackPlaces(list, f)
	}
	for _, l := range p.Locations() {
		at := l.Pos()
		list = append(list, at)
		for _, distance := range l.ArrayPositions() {
			at += distance
			list = append(list, at)
		}
	}
	return list
}
