package io.github.tidbspring.devserver;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TiDBDevServerBuilderTests {

	@Test
	void whenTheAuthorityOfClientsIsMissingThenItsFileIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TiDBDevServer.builder().clientAuthority(Path.of("nowhere.pem")))
			.withMessageContaining("nowhere.pem");
	}

}
