package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// checkSums holds every file of a folder to the list of sums, and the list to
// the files.
func (r *report) checkSums(folder fs.FS) {
	sums := r.sumFolder(folder)
	data, err := readFile(folder, SumsFile, maxSums)
	if err != nil {
		r.add(Bad, SumsFile, "%v", err)
		return
	}
	listed, err := parseSums(data)
	if err != nil {
		r.add(Bad, SumsFile, "%v", err)
		return
	}
	page, _ := readFile(folder, PageFile, maxPage) // a missing one is told elsewhere
	for _, name := range []string{ArchiveFile, TextFile, StatementFile, PageFile} {
		if _, ok := listed[name]; !ok {
			r.add(Bad, SumsFile, "%s is not in it", name)
		}
	}
	for name, sum := range sums {
		want, ok := listed[name]
		switch {
		case name == SumsFile:
			r.add(Good, name, "its own SHA-256, to be compared with the one kept elsewhere, is %s", sum)
		case name == TimestampFile && !ok:
			r.add(Note, name, "a timestamp, which openssl ts -verify -data %s checks", SumsFile)
		case stands(name) && !ok: // it is held to the sums, not they to it
		case !ok:
			r.add(Bad, name, "it is not in %s", SumsFile)
		case sum == want:
			r.add(Good, name, "SHA-256 %s", sum)
		case name == PageFile:
			r.pageSum = want // whose fault that is will be seen when the page is made again
		case bytes.Contains(page, []byte(sum)):
			// The page tells the sums, too: it is the list that was changed.
			r.add(Bad, SumsFile, "it says %s of %s, which has %s, as %s says", want, name, sum, PageFile)
		default:
			r.add(Bad, name, "its SHA-256 is %s, and %s says %s: it was changed", sum, SumsFile, want)
		}
	}
	for name := range listed {
		if _, ok := sums[name]; !ok {
			r.add(Bad, SumsFile, "it names %s, which is not there", name)
		}
	}
	slices.SortFunc(r.all, func(a, b Finding) int { return strings.Compare(a.File+a.Detail, b.File+b.Detail) })
}

// sumFolder gives the sums of a folder's files, which must be plain ones.
func (r *report) sumFolder(folder fs.FS) map[string]string {
	sums := map[string]string{}
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		r.add(Bad, ".", "list the folder: %v", err)
	}
	if len(entries) > 100 {
		r.add(Bad, ".", "%d files are not a folder of evidence", len(entries))
		return sums
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			r.add(Bad, e.Name(), "it is no plain file")
			continue
		}
		sum, err := sumFile(folder, e.Name())
		if err != nil {
			r.add(Bad, e.Name(), "%v", err)
			continue
		}
		sums[e.Name()] = sum
	}
	return sums
}

func sumFile(folder fs.FS, name string) (sum string, err error) {
	f, err := folder.Open(name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(f, maxFile+1))
	if err == nil && n > maxFile {
		err = fmt.Errorf("more than %d bytes", maxFile)
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

// parseSums reads a list of sums in the one form that we write.
func parseSums(data []byte) (map[string]string, error) {
	out := map[string]string{}
	for i, line := range strings.SplitAfter(string(data), "\n") {
		if line == "" {
			continue
		}
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		raw, err := hex.DecodeString(sum)
		if !ok || err != nil || len(raw) != sha256.Size || strings.ToLower(sum) != sum || !strings.HasSuffix(line, "\n") || !plainName(name) {
			return nil, fmt.Errorf("line %d is not a sum, two spaces and a name", i+1)
		}
		if _, twice := out[name]; twice {
			return nil, fmt.Errorf("line %d names %s again", i+1, name)
		}
		out[name] = sum
	}
	return out, nil
}

// plainName tells whether a name is that of a file in the folder itself.
func plainName(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, "/\\\x00\r")
}
