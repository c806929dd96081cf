package evidence

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"onrecord/extractor"
)

func sampleCase() Case {
	h := sample()
	m := h.Made[0]
	return Case{Holding: h, Article: m.Article, Statement: m.Statements[0], First: morning.Add(time.Minute), Software: "onrecord test",
		Explanation: &extractor.Explanation{Statement: &m.Statements[0], Chosen: &extractor.Consideration{Rule: "said-that", Frame: "say", Likelihood: .9},
			StanceBy: "promise", StanceWords: extractor.Span{Start: 31, End: 36}}}
}

func folderOf(t testing.TB, c Case) fstest.MapFS {
	t.Helper()
	files, err := c.Files()
	if err != nil {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for _, f := range files {
		out[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return out
}

func changed(folder fstest.MapFS, name string, data []byte) fstest.MapFS {
	out := fstest.MapFS{}
	for n, f := range folder {
		out[n] = f
	}
	out[name] = &fstest.MapFile{Data: data}
	return out
}

// resummed makes the list of sums fit the files again, as a careful forger
// would.
func resummed(folder fstest.MapFS) fstest.MapFS {
	var files []File
	for _, name := range []string{ArchiveFile, TextFile, StatementFile, PageFile} {
		files = append(files, File{name, folder[name].Data})
	}
	return changed(folder, SumsFile, sumsOf(files))
}

func verify(t testing.TB, folder fs.FS) []Finding {
	t.Helper()
	return Verify(t.Context(), folder, nil)
}

func bad(all []Finding) (names []string, details string) {
	for _, f := range all {
		if f.Level == Bad {
			names = append(names, f.File)
			details += f.File + ": " + f.Detail + "\n"
		}
	}
	return names, details
}

func TestFolderHolds(t *testing.T) {
	folder := folderOf(t, sampleCase())
	found := verify(t, folder)
	if _, details := bad(found); details != "" {
		t.Fatalf("an untouched folder:\n%s", details)
	}
	if slices.ContainsFunc(found, func(f Finding) bool { return f.Level != Good }) || len(found) < 9 {
		t.Errorf("found %+v", found)
	}
	again := folderOf(t, sampleCase())
	for name, f := range folder {
		if !bytes.Equal(f.Data, again[name].Data) {
			t.Errorf("%s is another when it is made again", name)
		}
	}
	if dir := os.Getenv("EVIDENCE"); dir != "" { // to look at it
		for name, f := range folder {
			if err := os.WriteFile(dir+"/"+name, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestTamperedByte changes one byte at a time, all over every file.
func TestTamperedByte(t *testing.T) {
	folder := folderOf(t, sampleCase())
	for name, f := range folder {
		step := max(1, len(f.Data)/25)
		for at := 0; at < len(f.Data); at += step {
			data := bytes.Clone(f.Data)
			data[at] ^= 1 << (at % 8)
			names, details := bad(verify(t, changed(folder, name, data)))
			if !slices.Contains(names, name) {
				t.Errorf("%s changed at byte %d: told of\n%s", name, at, details)
			}
		}
	}
}

func TestTamperedFolder(t *testing.T) {
	folder := folderOf(t, sampleCase())
	without := func(name string) fstest.MapFS {
		out := changed(folder, name, nil)
		delete(out, name)
		return out
	}
	replaced := func(name, old, with string) fstest.MapFS {
		data := strings.Replace(string(folder[name].Data), old, with, 1)
		if data == string(folder[name].Data) {
			t.Fatalf("%s has no %s", name, old)
		}
		return resummed(changed(folder, name, []byte(data)))
	}
	other := sampleCase()
	other.Capture.Body = []byte(strings.Replace(pageHTML, "Friday", "Sunday", 1))
	other.Capture.Exchanges[1].Body = zipped(6, string(other.Capture.Body))
	other.Visits = nil
	for name, test := range map[string]struct {
		folder     fs.FS
		file, want string
	}{
		"another page":         {folderOf(t, other), TextFile, "gives another one"},
		"no archive":           {without(ArchiveFile), ArchiveFile, "it is not there"},
		"no sums":              {without(SumsFile), SumsFile, "it is not there"},
		"one more":             {changed(folder, "more.txt", []byte("x")), "more.txt", "it is not in SHA256SUMS"},
		"a folder":             {changed(folder, "sub/more.txt", []byte("x")), "sub", "no plain file"},
		"sums of nothing":      {changed(folder, SumsFile, nil), SumsFile, "article.txt is not in it"},
		"garbage for sums":     {changed(folder, SumsFile, []byte("garbage\n")), SumsFile, "line 1 is not a sum"},
		"a sum of elsewhere":   {changed(folder, SumsFile, append(bytes.Clone(folder[SumsFile].Data), []byte(Sum(nil)+"  ../x\n")...)), SumsFile, "line 5 is not a sum"},
		"garbage archive":      {resummed(changed(folder, ArchiveFile, []byte("garbage"))), ArchiveFile, "record 1: unzip"},
		"empty archive":        {resummed(changed(folder, ArchiveFile, nil)), ArchiveFile, "the archive is empty"},
		"another text":         {replaced(TextFile, "Friday", "Monday"), TextFile, "no text of a page"},
		"garbage statement":    {resummed(changed(folder, StatementFile, []byte("{"))), StatementFile, "read JSON"},
		"a position":           {replaced(StatementFile, `"start": 20`, `"start": 21`), StatementFile, "the text has"},
		"another quotation":    {replaced(StatementFile, `"exact": "the`, `"exact": "The`), StatementFile, "the text has"},
		"another stance":       {replaced(StatementFile, `"stance": "commit"`, `"stance": "deny"`), StatementFile, "notes \"commit\""},
		"another speaker":      {replaced(StatementFile, `"speaker": "the mayor"`, `"speaker": "the major"`), StatementFile, "notes \"the mayor\""},
		"a word more":          {replaced(StatementFile, `"type": "Annotation"`, `"forged": 1, "type": "Annotation"`), StatementFile, "unknown field"},
		"something after":      {resummed(changed(folder, StatementFile, append(bytes.Clone(folder[StatementFile].Data), '1'))), StatementFile, "after the JSON"},
		"another vocabulary":   {replaced(StatementFile, "onrecord:stance", "onrecord:speaker"), StatementFile, "@context"},
		"another page to read": {replaced(PageFile, "commit", "deny"), PageFile, "does not show"},
	} {
		found := verify(t, test.folder)
		if !slices.ContainsFunc(found, func(f Finding) bool {
			return f.Level == Bad && f.File == test.file && strings.Contains(f.Detail, test.want)
		}) {
			_, details := bad(found)
			t.Errorf("%s: want %s: %s; told of\n%s", name, test.file, test.want, details)
		}
	}
}

// TestOtherReader doesn't blame a text that another version of the reader made.
func TestOtherReader(t *testing.T) {
	c := sampleCase()
	c.Made[0].Reader.Version = "0123456789abcdef"
	found := verify(t, folderOf(t, c))
	if !Holds(found) || !slices.ContainsFunc(found, func(f Finding) bool { return strings.Contains(f.Detail, "reader 0123456789abcdef made it") }) {
		t.Errorf("the same text by another reader: %+v", found)
	}
	c.Capture.Body = []byte(strings.Replace(pageHTML, "after eleven months of repairs", "after nine", 1))
	c.Capture.Exchanges[1].Body, c.Visits = zipped(6, string(c.Capture.Body)), nil
	found = verify(t, folderOf(t, c))
	notes := 0
	for _, f := range found {
		if f.Level == Note {
			notes++
		}
	}
	if !Holds(found) || notes != 2 {
		t.Errorf("another text by another reader: %+v", found)
	}
}

// TestAnnotationTerms holds every key to the vocabulary of Web Annotations or
// to our own, so that the file means the same to any reader of JSON-LD.
func TestAnnotationTerms(t *testing.T) {
	data, err := os.ReadFile("testdata/anno-terms.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := vocabulary()
	for term := range strings.FieldsSeq(string(data)) {
		if _, taken := known[term]; taken {
			t.Errorf("our term %s is one of the Web Annotation's", term)
		}
		known[term] = true
	}
	var a map[string]any
	if err := json.Unmarshal(folderOf(t, sampleCase())[StatementFile].Data, &a); err != nil {
		t.Fatal(err)
	}
	if a["@context"].([]any)[0] != annoContext {
		t.Errorf("context %v", a["@context"])
	}
	delete(a, "@context")
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, value := range v {
				if known[key] == nil {
					t.Errorf("%s is a term of no vocabulary", key)
				}
				if types, ok := value.(string); ok && key == "type" && known[types] == nil {
					t.Errorf("%s is a type of no vocabulary", types)
				}
				walk(value)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		}
	}
	walk(a)
}

// FuzzVerify writes over any place of any file, makes the sums fit or not, and
// wants a verdict that names the file unless the sums were made to fit.
func FuzzVerify(f *testing.F) {
	folder := folderOf(f, sampleCase())
	names := []string{ArchiveFile, TextFile, StatementFile, PageFile, SumsFile}
	for i := range names {
		f.Add(byte(i), uint(40), []byte("x"), i%2 == 0)
		f.Add(byte(i), uint(0), []byte("garbage\n"), i%2 == 1)
	}
	f.Fuzz(func(t *testing.T, which byte, at uint, with []byte, forge bool) {
		name := names[int(which)%len(names)]
		was := folder[name].Data
		at %= uint(len(was))
		data := slices.Concat(was[:at], with, was[min(len(was), int(at)+len(with)):])
		if bytes.Equal(data, was) {
			return
		}
		spoilt := changed(folder, name, data)
		if forge && name != SumsFile {
			spoilt = resummed(spoilt)
		}
		found := verify(t, spoilt)
		if names, _ := bad(found); !forge && !slices.Contains(names, name) {
			t.Errorf("%s was changed, and only %q are told", name, names)
		}
	})
}
