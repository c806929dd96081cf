package evidence

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"onrecord/crawler/warc"
	"onrecord/extractor"
)

// The files of a folder of evidence.
const (
	ArchiveFile   = "capture.warc.gz"
	TextFile      = "article.txt"
	StatementFile = "statement.json"
	PageFile      = "evidence.html"
	SumsFile      = "SHA256SUMS"
)

// Case is a statement with all that it traces to.
type Case struct {
	Holding
	// Article is the revision that the statement stands in; it is one of those
	// that were made of the capture.
	Article   extractor.Article
	Statement extractor.Statement
	// First is when the statement came onto the record.
	First time.Time
	// Explanation tells how the statement was read; nil where the rules have
	// changed since and don't find it any more.
	Explanation *extractor.Explanation
	// Software names what found it and writes the folder.
	Software string
}

// File is one file of a folder.
type File struct {
	Name string
	Data []byte
}

// Files makes the folder: the same case gives the same bytes.
func (c Case) Files() ([]File, error) {
	var archive bytes.Buffer
	w, err := NewArchive(&archive, c.Software, "evidence of "+statementURN(c.Statement.ID), c.Capture.Fetched)
	if err != nil {
		return nil, err
	}
	if err := w.Add(c.Holding); err != nil {
		return nil, err
	}
	annotation, err := json.MarshalIndent(c.annotate(), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write statement: %w", err)
	}
	files := []File{{ArchiveFile, archive.Bytes()}, {TextFile, []byte(c.Article.Text)}, {StatementFile, append(annotation, '\n')}}
	records, err := recordsOf(archive.Bytes())
	if err != nil {
		return nil, fmt.Errorf("look through the archive: %w", err)
	}
	page, err := renderPage(c.annotate(), c.Article.Text, records, files)
	if err != nil {
		return nil, err
	}
	files = append(files, File{PageFile, page})
	return append(files, File{SumsFile, sumsOf(files)}), nil
}

// sumsOf writes the digests of files as sha256sum does.
func sumsOf(files []File) []byte {
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", Sum(f.Data), f.Name)
	}
	return b.Bytes()
}

// record is what a folder's page tells of a record of the archive.
type record struct {
	Type, Date, Target, Remote, Digest string
}

// maxBlock is the most that a record of a folder's archive may be.
const maxBlock = 256 << 20

// recordsOf lists the records of an archive that went over the wire, and holds
// all of them to the standard.
func recordsOf(archive []byte) ([]record, error) {
	var out []record
	err := warc.Check(bytes.NewReader(archive), maxBlock, func(c warc.Checked) error {
		switch c.Type() {
		case "response", "request", "revisit", "resource":
			out = append(out, record{Type: c.Type(), Date: c.Date(), Target: c.Target(),
				Remote: c.Header.Get("Warc-Ip-Address"), Digest: c.Header.Get("Warc-Block-Digest")})
		}
		return nil
	})
	return out, err
}
