package io.github.tidbspring.devserver.certificate;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link CertificateAuthority}.
 */
class CertificateAuthorityTests {

	@TempDir
	private Path folder;

	private Path cache;

	@BeforeEach
	void createCache() throws Exception {
		this.cache = Files.createDirectory(this.folder.resolve("cache"));
	}

	@Test
	void whenAuthorityIsOpenedAgainThenItIsTheSame() throws Exception {
		CertificateFiles first = write("first");
		CertificateFiles second = write("second");
		assertThat(second.authority()).hasSameTextualContentAs(first.authority());
		assertThat(second.server()).hasSameTextualContentAs(first.server());
	}

	@Test
	void whenCertificateIsWrittenThenAuthorityHasSignedIt() throws Exception {
		CertificateFiles files = write("run");
		X509Certificate server = Pem.readCertificate(files.server());
		X509Certificate authority = Pem.readCertificate(files.authority());
		assertThatNoException().isThrownBy(() -> server.verify(authority.getPublicKey()));
		assertThat(server.getSubjectAlternativeNames()).extracting((name) -> (Object) name.get(1))
			.contains("localhost", "127.0.0.1");
		assertThat(authority.getBasicConstraints()).isZero();
		assertThat(server.getBasicConstraints()).isEqualTo(-1);
	}

	@Test
	void whenAuthorityExpiresSoonThenItIsReplaced() throws Exception {
		CertificateFiles first = write("first");
		Pem.write(this.cache.resolve("ca.pem"), expiringSoon());
		CertificateFiles second = write("second");
		X509Certificate authority = Pem.readCertificate(second.authority());
		assertThat(authority).isNotEqualTo(Pem.readCertificate(first.authority()));
		assertThatNoException().isThrownBy(() -> Pem.readCertificate(second.server()).verify(authority.getPublicKey()));
	}

	@Test
	void whenAuthorityHasTheNameOfAnEarlierVersionThenItsCertificatesHaveItToo() throws Exception {
		KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
		X500Name name = new X500Name("CN=An earlier name");
		Instant now = Instant.now();
		Pem.write(this.cache.resolve("ca-key.pem"), keys.getPrivate());
		Pem.write(this.cache.resolve("ca.pem"),
				new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(name, BigInteger.ONE,
						Date.from(now), Date.from(now.plus(Duration.ofDays(300))), name, keys.getPublic())
					.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))));
		CertificateFiles files = write("run");
		X509Certificate server = Pem.readCertificate(files.server());
		assertThat(server.getIssuerX500Principal())
			.isEqualTo(Pem.readCertificate(files.authority()).getSubjectX500Principal());
		assertThatNoException().isThrownBy(() -> server.verify(keys.getPublic()));
	}

	@Test
	void whenServerCertificateExpiresSoonThenItIsReplaced() throws Exception {
		CertificateFiles first = write("first");
		Pem.write(this.cache.resolve("server.pem"), expiringSoon());
		CertificateFiles second = write("second");
		assertThat(second.authority()).hasSameTextualContentAs(first.authority());
		assertThat(Pem.readCertificate(second.server()).getNotAfter())
			.isAfter(Instant.now().plus(Duration.ofDays(300)));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void whenKeysAreWrittenThenOnlyTheirOwnerReadsThem() throws Exception {
		CertificateFiles files = write("run");
		for (Path key : List.of(files.key(), this.cache.resolve("ca-key.pem"), this.cache.resolve("server-key.pem"))) {
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
		}
	}

	@Test
	void whenValidityEndsBeforeItStartsThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Validity(Instant.now(), Instant.EPOCH));
	}

	private CertificateFiles write(String run) throws Exception {
		return CertificateAuthority.in(this.cache)
			.writeTo(Files.createDirectory(this.folder.resolve(run)), CertificateAuthority.LOCAL_HOSTS, null);
	}

	private X509Certificate expiringSoon() throws Exception {
		Validity oneDay = new Validity(Instant.now(), Instant.now().plus(Duration.ofDays(1)));
		Path target = Files.createDirectory(this.folder.resolve("expiring"));
		CertificateFiles files = CertificateAuthority.in(this.cache).writeTo(target, List.of("localhost"), oneDay);
		return Pem.readCertificate(files.server());
	}

}
