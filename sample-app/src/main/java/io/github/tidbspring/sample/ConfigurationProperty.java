package io.github.tidbspring.sample;

import io.github.tidbspring.client.annotation.FullTextColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBColumn;
import io.github.tidbspring.client.annotation.TiDBTable;
import io.github.tidbspring.client.annotation.VectorColumn;
import org.jspecify.annotations.Nullable;

/**
 * A stored configuration property. The vector column has no index: an index needs
 * TiFlash, which not every TiDB has, and an exact search over a thousand rows is fast.
 *
 * @param name the name, such as {@code server.port}
 * @param type the Java type, or {@code null} if the metadata has none
 * @param defaultValue the default as text, or {@code null} if there is none
 * @param description the description
 * @param digest tells whether the row is up to date, see {@link PropertyMetadata#digest}
 * @param text the searchable text, see {@link PropertyMetadata#text()}
 * @param embedding the embedding of the text, computed when the row is written
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
