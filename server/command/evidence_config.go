package command

import (
	"crypto/ed25519"
	"fmt"
	"os"

	"onrecord/crawler/evidence"
)

// EvidenceConfig says how folders of evidence are signed.
type EvidenceConfig struct {
	// KeyFile holds an Ed25519 key in PEM; empty signs nothing.
	KeyFile string `yaml:"key_file" json:"key_file"`
}

// signer reads the key, nil where there is none.
func (c EvidenceConfig) signer() (*evidence.Signer, error) {
	if c.KeyFile == "" {
		return nil, nil
	}
	text, err := os.ReadFile(c.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("evidence.key_file: %w", err)
	}
	s, err := evidence.NewSigner(text)
	if err != nil {
		return nil, fmt.Errorf("evidence.key_file: %s: %w", c.KeyFile, err)
	}
	return s, nil
}

func readPublic(path string) (ed25519.PublicKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return evidence.PublicKey(text)
}
