SELECT MAX(at) FROM audit
