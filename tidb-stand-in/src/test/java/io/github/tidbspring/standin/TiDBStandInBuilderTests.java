package io.github.tidbspring.standin;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TiDBStandInBuilderTests {

	@Test
	void whenTheAuthorityOfClientsIsMissingThenItsFileIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TiDBStandIn.builder().clientAuthority(Path.of("nowhere.pem")))
			.withMessageContaining("nowhere.pem");
	}

}
