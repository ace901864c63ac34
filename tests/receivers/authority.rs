//! An authority of one's own, as a ministry has it, and the servers that it vouches for.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

pub struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub fn new() -> Self {
        let mut own = CertificateParams::default();
        own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Authority(CertifiedIssuer::self_signed(own, key).expect("a certificate"))
    }

    /// Its certificate, as it hands it out.
    pub fn pem(&self) -> String {
        self.0.pem()
    }

    pub fn vouches_for(&self, name: &str) -> Arc<ServerConfig> {
        self.vouches(CertificateParams::new([name.to_string()]).expect("a name"))
    }

    /// For a server whose certificate expired on the second day of 2020.
    pub fn vouched_for(&self, name: &str) -> Arc<ServerConfig> {
        let mut old = CertificateParams::new([name.to_string()]).expect("a name");
        old.not_after = date_time_ymd(2020, 1, 2);
        self.vouches(old)
    }

    fn vouches(&self, server: CertificateParams) -> Arc<ServerConfig> {
        let key = KeyPair::generate().expect("a key");
        let certificate = server.signed_by(&key, &self.0).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key);
        Arc::new(config.expect("a server"))
    }
}
