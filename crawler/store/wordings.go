package store

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"onrecord/extractor"
)

const (
	// mostOfMark is how many wordings a mark finds: of those that more have, the
	// ones with the least IDs, which are hashes.
	mostOfMark = 32
	// mostLikely is how many wordings a new one's sketch is compared with: those
	// that it has the most marks in common with.
	mostLikely = 96
	// marksAtOnce is how many marks one query asks for or saves.
	marksAtOnce = 8
)

// place makes a wording known, paired with those of the same utterance, and
// gives its bond, and whether it is new and alone. Every pair of wordings that
// a mark brings together is looked at whichever comes first, so that the groups
// are the same in any order; only where all marks that two have in common are
// those of more than mostOfMark wordings may it depend on the order whether
// they are compared.
func (t *tx) place(w *extractor.Wording) (bond int64, alone bool, err error) {
	id := int64(w.ID())
	err = t.row(`SELECT bond FROM wordings WHERE id = ?`, id).Scan(&bond)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return bond, false, err
	}
	data, err := json.Marshal(w)
	if err != nil {
		return 0, false, err
	}
	sketch := w.Sketch()
	if _, err := t.exec(`INSERT INTO wordings (id, bond, data, sketch) VALUES (?, ?, ?, ?)`, id, id, string(data), sketch.Bytes()); err != nil {
		return 0, false, err
	}
	marks := w.Marks()
	same, err := t.sameAs(w, marks)
	if err != nil {
		return 0, false, err
	}
	for some := range slices.Chunk(marks, marksAtOnce) {
		args := make([]any, 0, 2*marksAtOnce)
		for _, mark := range some {
			args = append(args, int64(mark), id)
		}
		if _, err := t.exec(`INSERT INTO wording_marks (mark, wording) VALUES (?, ?)`+strings.Repeat(`, (?, ?)`, len(some)-1), args...); err != nil {
			return 0, false, err
		}
	}
	bonds := []int64{id}
	for _, s := range same {
		if _, err := t.exec(`INSERT INTO wording_pairs (wording, other) VALUES (?, ?)`, min(id, s.id), max(id, s.id)); err != nil {
			return 0, false, err
		}
		if !slices.Contains(bonds, s.bond) {
			bonds = append(bonds, s.bond)
		}
	}
	bond, err = t.unite(bonds)
	return bond, len(same) == 0, err
}

// placed is a wording on record.
type placed struct {
	id, bond int64
	wording  extractor.Wording
	// apart is true where its sketch tells that it isn't the same as what it was
	// looked up for: then it wasn't read.
	apart bool
}

func scanPlaced(scan func(...any) error) (p placed, err error) {
	var data []byte
	if err := scan(&p.id, &p.bond, &data); err != nil {
		return p, err
	}
	p.wording, err = extractor.ReadWording(data)
	return p, err
}

// scanUnlessApart reads a wording if it may be one utterance with that of a
// sketch.
func scanUnlessApart(sketch extractor.Sketch) func(func(...any) error) (placed, error) {
	return func(scan func(...any) error) (p placed, err error) {
		var data, sketched sql.RawBytes
		if err := scan(&p.id, &p.bond, &data, &sketched); err != nil {
			return p, err
		}
		if sketched != nil { // NULL in wordings older than sketches
			other, err := extractor.ReadSketch(sketched)
			if err != nil || !sketch.MayBe(&other) {
				p.apart = true
				return p, err
			}
		}
		p.wording, err = extractor.ReadWording(data)
		return p, err
	}
}

// sameAs gives the wordings on record that are one utterance with w.
func (t *tx) sameAs(w *extractor.Wording, marks []uint64) ([]placed, error) {
	return sameAs(t.ctx, t.Tx, w, marks)
}

// unite gives groups one bond: that of the largest.
func (t *tx) unite(bonds []int64) (int64, error) {
	largest, most := bonds[0], 0
	for _, bond := range bonds[1:] {
		n := 0
		if err := t.row(`SELECT COUNT(*) FROM wordings WHERE bond = ?`, bond).Scan(&n); err != nil {
			return 0, err
		}
		if n > most || n == most && bond < largest {
			largest, most = bond, n
		}
	}
	for _, bond := range bonds {
		if bond == largest {
			continue
		}
		if err := t.rebond(`bond = ?`, largest, bond); err != nil {
			return 0, err
		}
	}
	return largest, nil
}

// rebond gives the wordings that a condition names another bond, with what has
// them.
func (t *tx) rebond(which string, bond int64, args ...any) error {
	if _, err := t.exec(`UPDATE sayings SET bond = ? WHERE wording IN (SELECT id FROM wordings WHERE `+which+`)`,
		append([]any{bond}, args...)...); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE wordings SET bond = ? WHERE `+which, append([]any{bond}, args...)...)
	return err
}

// displace drops a wording that no statement has any more, and gives the bonds
// of what is left of its group, which may have fallen apart.
func (t *tx) displace(id int64) ([]int64, error) {
	n := 0
	if err := t.row(`SELECT COUNT(*) FROM (SELECT 1 FROM sayings WHERE wording = ? LIMIT 1) s`, id).Scan(&n); err != nil || n > 0 {
		return nil, err
	}
	all, err := collect(t.ctx, t.Tx, scanPlaced, `SELECT id, bond, data FROM wordings WHERE id = ?`, id)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	gone := all[0]
	for _, mark := range gone.wording.Marks() {
		if _, err := t.exec(`DELETE FROM wording_marks WHERE mark = ? AND wording = ?`, int64(mark), id); err != nil {
			return nil, err
		}
	}
	if _, err := t.exec(`DELETE FROM wording_pairs WHERE wording = ? OR other = ?`, id, id); err != nil {
		return nil, err
	}
	if _, err := t.exec(`DELETE FROM wordings WHERE id = ?`, id); err != nil {
		return nil, err
	}
	return t.regroup(gone.bond)
}

// regroup finds the groups anew among the wordings of one bond.
func (t *tx) regroup(bond int64) ([]int64, error) {
	left, err := collect(t.ctx, t.Tx, scanID, `SELECT id FROM wordings WHERE bond = ? ORDER BY id`, bond)
	if err != nil {
		return nil, err
	}
	pairs, err := collect(t.ctx, t.Tx, func(scan func(...any) error) (p [2]int64, err error) { return p, scan(&p[0], &p[1]) },
		`SELECT p.wording, p.other FROM wording_pairs p JOIN wordings w ON w.id = p.wording WHERE w.bond = ?`, bond)
	if err != nil {
		return nil, err
	}
	var bonds []int64
	for id, least := range components(left, pairs) {
		if !slices.Contains(bonds, least) {
			bonds = append(bonds, least)
		}
		if err := t.rebond(`id = ?`, least, id); err != nil {
			return nil, err
		}
	}
	return bonds, nil
}

func scanID(scan func(...any) error) (id int64, err error) { return id, scan(&id) }

// components gives for each of some things the least one that pairs lead to.
func components[T cmp.Ordered](all []T, pairs [][2]T) map[T]T {
	least := make(map[T]T, len(all))
	for _, id := range all {
		least[id] = id
	}
	find := func(id T) T {
		for least[id] != id {
			least[id] = least[least[id]]
			id = least[id]
		}
		return id
	}
	for _, p := range pairs {
		a, b := find(p[0]), find(p[1])
		least[max(a, b)] = min(a, b)
	}
	for _, id := range all {
		least[id] = find(id)
	}
	return least
}
