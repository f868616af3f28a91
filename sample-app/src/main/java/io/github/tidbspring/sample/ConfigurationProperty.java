package io.github.tidbspring.sample;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import org.jspecify.annotations.Nullable;

/**
 * A configuration property as it is stored. The vector has no index: that needs TiFlash,
 * which a TiDB may not have, and a thousand rows are compared quickly.
 *
 * @param name the name, such as {@code server.port}
 * @param type the Java type, or {@code null} where the jar does not say it
 * @param defaultValue the default as text, or {@code null} where there is none
 * @param description the description
 * @param digest tells whether the row is up to date, see {@link PropertyMetadata#digest}
 * @param text what is searched, see {@link PropertyMetadata#text()}
 * @param embedding the vector of the text, which is made when the row is written
 */
@TiDBTable("spring_boot_property")
record ConfigurationProperty(@PrimaryKey String name, @TiDBColumn(type = "TEXT") @Nullable String type,
		@TiDBColumn(type = "TEXT") @Nullable String defaultValue, @TiDBColumn(type = "TEXT") String description,
		@TiDBColumn(length = 64) String digest, @FullTextColumn(index = false) String text,
		@VectorColumn(dimensions = MiniLmEmbedder.DIMENSIONS, source = "text") float @Nullable [] embedding) {

	static ConfigurationProperty of(PropertyMetadata property) {
		return new ConfigurationProperty(property.name(), property.type(), property.defaultValue(),
				property.description(), property.digest(MiniLmEmbedder.MODEL), property.text(), null);
	}

}
