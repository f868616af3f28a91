package io.github.tidbspring.devserver.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Creates certificates, with the extensions that strict TLS clients require.
 */
final class CertificateIssuer {

	private static final X500Name AUTHORITY = new X500Name("CN=TiDB development servers");

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]++|[0-9a-fA-F:.]*+:[0-9a-fA-F:.]*+");

	private final @Nullable X509Certificate issuer;

	private final PrivateKey issuerKey;

	private final SecureRandom random = new SecureRandom();

	CertificateIssuer(@Nullable X509Certificate issuer, PrivateKey issuerKey) {
		this.issuer = issuer;
		this.issuerKey = issuerKey;
	}

	X509Certificate authority(PublicKey key, Validity validity) throws GeneralSecurityException {
		return sign(AUTHORITY, key, key, validity, (builder) -> {
			builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
			builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
		});
	}

	X509Certificate server(PublicKey key, List<String> hosts, Validity validity) throws GeneralSecurityException {
		if (this.issuer == null) {
			throw new IllegalStateException("A server's certificate needs an issuer");
		}
		return sign(new X500Name("CN=TiDB development server"), key, this.issuer.getPublicKey(), validity,
				(builder) -> {
					builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
					builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
					builder.addExtension(Extension.extendedKeyUsage, false,
							new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
					builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
							hosts.stream().map(CertificateIssuer::generalName).toArray(GeneralName[]::new)));
				});
	}

	private X509Certificate sign(X500Name subject, PublicKey key, PublicKey issuerPublicKey, Validity validity,
			Extensions extensions) throws GeneralSecurityException {
		try {
			X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuerName(),
					new BigInteger(127, this.random), Date.from(validity.notBefore()), Date.from(validity.notAfter()),
					subject, key);
			JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
			builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
			builder.addExtension(Extension.authorityKeyIdentifier, false,
					identifiers.createAuthorityKeyIdentifier(issuerPublicKey));
			extensions.addTo(builder);
			return new JcaX509CertificateConverter()
				.getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(this.issuerKey)));
		}
		catch (CertIOException | OperatorException ex) {
			throw new GeneralSecurityException("The certificate of " + subject + " could not be created", ex);
		}
	}

	/**
	 * The name is read from the certificate, because another version of this library may
	 * have created the authority.
	 */
	private X500Name issuerName() {
		return (this.issuer != null) ? X500Name.getInstance(this.issuer.getSubjectX500Principal().getEncoded())
				: AUTHORITY;
	}

	private static GeneralName generalName(String host) {
		boolean address = ADDRESS.matcher(host).matches();
		return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
	}

	@FunctionalInterface
	private interface Extensions {

		void addTo(X509v3CertificateBuilder builder) throws CertIOException;

	}

}
