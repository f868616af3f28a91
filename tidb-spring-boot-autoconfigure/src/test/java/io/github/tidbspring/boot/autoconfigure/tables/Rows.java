package io.github.tidbspring.boot.autoconfigure.tables;

import java.util.List;

import io.github.tidbspring.client.annotation.JsonColumn;
import io.github.tidbspring.client.annotation.PrimaryKey;
import io.github.tidbspring.client.annotation.TiDBTable;

/**
 * Types in a package of their own, to be found by their annotation.
 */
public final class Rows {

	private Rows() {
	}

	@TiDBTable
	public record RecordRow(@PrimaryKey long id, @JsonColumn List<Tag> tags) {

	}

	public record Tag(String name) {

	}

	public record NoRow(long id) {

	}

	public static class BaseRow {

		private @PrimaryKey long id;

		public long getId() {
			return this.id;
		}

		public void setId(long id) {
			this.id = id;
		}

	}

	@TiDBTable
	public static class BeanRow extends BaseRow {

		private String title;

		public String getTitle() {
			return this.title;
		}

		public void setTitle(String title) {
			this.title = title;
		}

	}

}
