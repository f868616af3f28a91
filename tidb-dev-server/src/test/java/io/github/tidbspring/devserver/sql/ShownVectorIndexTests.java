package io.github.tidbspring.devserver.sql;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShownVectorIndex}.
 */
class ShownVectorIndexTests {

	@Test
	void vectorIndexIsShownAsTiDBShowsIt() {
		String shown = """
				CREATE TABLE `t` (
				  `e` longtext DEFAULT NULL,
				  KEY `v i``1` (`e`(16)) COMMENT %s,
				  KEY `mine` (`e`(16)) COMMENT 'stands in'
				)""";
		assertThat(ShownVectorIndex.translate(shown.formatted(ShownVectorIndex.comment("vec_l2_distance"))))
			.isEqualTo("""
					CREATE TABLE `t` (
					  `e` longtext DEFAULT NULL,
					  VECTOR INDEX `v i``1`((VEC_L2_DISTANCE(`e`))),
					  KEY `mine` (`e`(16)) COMMENT 'stands in'
					)""");
	}

}
