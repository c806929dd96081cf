package evidence

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
)

// The files of a folder that somebody signed, and the token of a timestamping
// authority (RFC 3161), which whoever gets one may put beside them.
const (
	SignerFile    = "signer.pem"     // the public key; among the sums
	SignatureFile = "SHA256SUMS.sig" // Ed25519, of the list of sums
	TimestampFile = "SHA256SUMS.tsr"
)

// Signer signs folders with an Ed25519 key.
type Signer struct{ key ed25519.PrivateKey }

// NewSigner reads the key of a signer: PKCS #8 in PEM, as
// `openssl genpkey -algorithm ed25519` writes it.
func NewSigner(text []byte) (*Signer, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PRIVATE KEY" {
		return nil, errors.New("no PRIVATE KEY in PEM (openssl genpkey -algorithm ed25519 makes one)")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, errors.New("the key can't be read") // of which nothing is told
	}
	own, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("the key is not of Ed25519: %T", key)
	}
	return &Signer{own}, nil
}

// Sign adds the public key and the signature to a folder's files. The same
// folder gets the same signature.
func (s *Signer) Sign(files []File) ([]File, error) {
	public, err := x509.MarshalPKIXPublicKey(s.key.Public())
	if err != nil {
		return nil, fmt.Errorf("write the public key: %w", err)
	}
	var out []File
	for _, f := range files {
		if f.Name != SumsFile {
			out = append(out, f)
		}
	}
	out = append(out, File{SignerFile, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})})
	sums := sumsOf(out)
	return append(out, File{SignatureFile, ed25519.Sign(s.key, sums)}, File{SumsFile, sums}), nil
}

// PublicKey reads a signer's public key in PEM.
func PublicKey(text []byte) (ed25519.PublicKey, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PUBLIC KEY" {
		return nil, errors.New("no PUBLIC KEY in PEM (openssl pkey -pubout gives that of a private one)")
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("read the public key: %w", err)
	}
	public, ok := key.(ed25519.PublicKey)
	if !ok {
		return nil, fmt.Errorf("the public key is not of Ed25519: %T", key)
	}
	return public, nil
}

// maxKey is more than a key or a signature takes.
const maxKey = 4 << 10

// checkSignature holds the list of sums to its signature. Without a key that is
// trusted, that tells no more than that the folder's own key signed it.
func (v *verification) checkSignature(folder fs.FS, trusted ed25519.PublicKey) {
	signature, err := readFile(folder, SignatureFile, maxKey)
	switch {
	case err != nil && has(folder, SignatureFile):
		v.add(Bad, SignatureFile, "%v", err)
		return
	case err != nil && trusted != nil:
		v.add(Bad, SignatureFile, "it is not there: nobody signed this folder")
		return
	case err != nil:
		return
	}
	key := trusted
	if own, err := v.ownKey(folder); err != nil {
		v.add(Bad, SignerFile, "%v", err)
		if trusted == nil {
			return
		}
	} else if key == nil {
		key = own
	} else if !bytes.Equal(own, trusted) {
		v.add(Bad, SignerFile, "it is another key, %s, than the one that is trusted, %s", fingerprint(own), fingerprint(trusted))
	}
	sums, err := readFile(folder, SumsFile, maxSums)
	switch {
	case err != nil || !ed25519.Verify(key, sums, signature):
		v.add(Bad, SignatureFile, "it is no signature of %s by the key %s", SumsFile, fingerprint(key))
	case trusted == nil:
		v.add(Good, SignatureFile, "%s signed %s; whose that is, its owner tells, or --key FILE", fingerprint(key), SumsFile)
	default:
		v.add(Good, SignatureFile, "the key that is trusted, %s, signed %s", fingerprint(key), SumsFile)
	}
}

func (v *verification) ownKey(folder fs.FS) (ed25519.PublicKey, error) {
	text, err := readFile(folder, SignerFile, maxKey)
	if err != nil {
		return nil, err
	}
	return PublicKey(text)
}

// has tells whether there is anything under a name.
func has(folder fs.FS, name string) bool {
	_, err := fs.Stat(folder, name)
	return !errors.Is(err, fs.ErrNotExist)
}

// fingerprint names a key by the SHA-256 of its 32 bytes.
func fingerprint(key ed25519.PublicKey) string { return "Ed25519 key " + Sum(key) }

// stands tells whether a file stands beside the sums without being among them.
func stands(name string) bool {
	return name == SumsFile || name == SignatureFile || name == TimestampFile
}
