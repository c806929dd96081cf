package evidence

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
)

// Zip is a folder of evidence that is written as a zip file.
type Zip struct {
	// Name is that of the folder within.
	Name string
	// Date is given to the files, so that the same folder is the same zip.
	Date  time.Time
	Files []File
}

// WriteTo writes the zip file.
func (z Zip) WriteTo(w io.Writer) (int64, error) {
	counted := &counter{w: w}
	zw := zip.NewWriter(counted)
	for _, f := range z.Files {
		head := &zip.FileHeader{Name: path.Join(z.Name, f.Name), Method: zip.Deflate, Modified: z.Date.UTC()}
		if strings.HasSuffix(f.Name, ".gz") {
			head.Method = zip.Store
		}
		part, err := zw.CreateHeader(head)
		if err != nil {
			return counted.n, fmt.Errorf("zip %s: %w", f.Name, err)
		}
		if _, err := part.Write(f.Data); err != nil {
			return counted.n, fmt.Errorf("zip %s: %w", f.Name, err)
		}
	}
	if err := zw.Close(); err != nil {
		return counted.n, fmt.Errorf("end zip: %w", err)
	}
	return counted.n, nil
}

type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}
