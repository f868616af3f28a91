package io.github.tidbspring.sample;

import java.net.URI;
import java.util.List;

import io.github.tidbspring.client.TiDBClient;
import io.github.tidbspring.client.search.SearchHit;
import io.github.tidbspring.client.search.SearchHits;
import io.github.tidbspring.client.search.SearchHits.Completeness;
import io.github.tidbspring.client.search.SearchMatch;
import io.github.tidbspring.client.search.SearchMatch.Kind;
import io.github.tidbspring.client.server.ServerInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link SearchController}, {@link ServerController} and what surrounds them.
 */
@WebMvcTest
class SearchControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private PropertySearch search;

	@MockitoBean
	private PropertyIndex index;

	@MockitoBean
	private TiDBClient tidb;

	@BeforeEach
	void indexIsReady() {
		given(this.index.status()).willReturn(new IndexStatus(true, 900, 900));
	}

	@BeforeEach
	void nothingIsFound() {
		given(this.search.search(any(), anyInt())).willReturn(result(false, List.of()));
	}

	@Test
	void resultsAreAnArrayWithBestFirst() {
		given(this.search.search("change the http port", 2))
			.willReturn(result(false,
					List.of(hit(new PropertyMetadata("server.port", "java.lang.Integer", "8080", "Server HTTP port."),
							0.84, 0.25),
							hit(new PropertyMetadata("server.address", null, null, "Address."), 0.7, null))));
		assertThat(get("/api/search?q=change%20the%20http%20port&limit=2")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo(
					"""
							[
							  {"name": "server.port", "type": "java.lang.Integer", "default": "8080",
							   "description": "Server HTTP port.", "score": 0.84, "distance": 0.25, "meaningRank": 1, "wordsRank": 2},
							  {"name": "server.address", "type": null, "default": null,
							   "description": "Address.", "score": 0.7, "distance": null, "meaningRank": null, "wordsRank": 2}
							]""");
	}

	@ParameterizedTest
	@CsvSource({ "false, hybrid", "true, vector" })
	void whetherWordsWereSearchedIsTold(boolean vectorOnly, String mode) {
		given(this.search.search("port", 10)).willReturn(result(vectorOnly, List.of()));
		assertThat(get("/api/search?q=port")).hasStatusOk().headers().hasValue("Search-Mode", mode);
	}

	@Test
	void thereAreTenResultsUnlessTheLimitSaysOtherwise() {
		assertThat(get("/api/search?q=port")).hasStatusOk();
		verify(this.search).search("port", 10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?q=", "?q=%20%09", "?q=%E2%80%8B", "?q=!%3F", "?q=%00" })
	void questionWithoutAWordIsABadRequest(String query) {
		assertProblem(get("/api/search" + query), HttpStatus.BAD_REQUEST,
				"Describe the property in the parameter q, in words.");
	}

	@Test
	void longestQuestionIsAnswered() {
		assertThat(get("/api/search?q=" + "x".repeat(500))).hasStatusOk();
	}

	@Test
	void longerQuestionIsABadRequest() {
		assertProblem(get("/api/search?q=" + "x".repeat(501)), HttpStatus.BAD_REQUEST,
				"The description in the parameter q may have 500 characters at most.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "50" })
	void limitWithinItsBoundsIsUsed(int limit) {
		assertThat(get("/api/search?q=port&limit=" + limit)).hasStatusOk();
		verify(this.search).search("port", limit);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "51" })
	void limitBeyondItsBoundsIsABadRequest(String limit) {
		assertProblem(get("/api/search?q=port&limit=" + limit), HttpStatus.BAD_REQUEST,
				"The parameter limit may be from 1 to 50.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "many", "1.5", "99999999999" })
	void limitThatIsNoNumberIsABadRequest(String limit) {
		assertProblem(get("/api/search?q=port&limit=" + limit), HttpStatus.BAD_REQUEST,
				"Failed to convert 'limit' with value: '" + limit + "'");
	}

	@Test
	void whenTheIndexIsNotReadyThenTheClientIsToldToAskAgain() {
		given(this.index.status()).willReturn(new IndexStatus(false, 200, 900));
		MvcTestResult result = get("/api/search?q=port");
		assertProblem(result, HttpStatus.SERVICE_UNAVAILABLE,
				"The properties are still being embedded. Ask again in a few seconds.");
		assertThat(result).headers().hasValue(HttpHeaders.RETRY_AFTER, "2");
		verify(this.search, never()).search(any(), anyInt());
	}

	@Test
	void databaseThatDoesNotAnswerIsNotTheClientsConcern() {
		given(this.search.search("port", 10))
			.willThrow(new CannotGetJdbcConnectionException("No answer of 10.0.0.7:4000"));
		MvcTestResult result = get("/api/search?q=port");
		assertProblem(result, HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer. Ask again in a moment.");
		assertThat(result).bodyText().doesNotContain("10.0.0.7");
	}

	@Test
	void statusOfTheIndexIsTold() {
		given(this.index.status()).willReturn(new IndexStatus(false, 200, 900));
		assertThat(get("/api/index")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
				{"ready": false, "done": 200, "total": 900}""");
	}

	@Test
	void serverIsTold() {
		given(this.tidb.serverInfo())
			.willReturn(ServerInfo.of("8.0.11-TiDB-v8.5.3-MariaDB", "test", "TLSv1.3", "TLS_AES_128_GCM_SHA256"));
		assertThat(get("/api/server")).hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo(
					"""
							{"product": "MariaDB, a stand-in for TiDB", "version": "8.0.11-TiDB-v8.5.3-MariaDB", "tls": "TLSv1.3"}""");
	}

	@Test
	void serverWithoutTlsIsTold() {
		given(this.tidb.serverInfo()).willReturn(ServerInfo.of("8.0.11-TiDB-v8.5.3"));
		assertThat(get("/api/server")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
				{"product": "TiDB", "version": "8.0.11-TiDB-v8.5.3", "tls": null}""");
	}

	@Test
	void pageLoadsNothingFromElsewhere() {
		assertThat(get("/")).hasStatusOk()
			.headers()
			.hasHeaderSatisfying("Content-Security-Policy",
					(values) -> assertThat(values).singleElement().asString().startsWith("default-src 'none';"))
			.hasValue("X-Content-Type-Options", "nosniff");
	}

	private static SearchHits<PropertyMetadata> result(boolean vectorOnly, List<SearchHit<PropertyMetadata>> hits) {
		return SearchHits.of(hits, Completeness.LIMIT_REACHED, vectorOnly);
	}

	private static SearchHit<PropertyMetadata> hit(PropertyMetadata property, double score, Double distance) {
		SearchMatch words = SearchMatch.of(Kind.FULL_TEXT, "text", 2, 3);
		List<SearchMatch> matches = (distance != null)
				? List.of(SearchMatch.of(Kind.VECTOR, "embedding", 1, 0.9), words) : List.of(words);
		return SearchHit.of(property, score, distance, matches);
	}

	private MvcTestResult get(String uri) {
		// As a URI: a string would be encoded a second time.
		return this.mvc.get().uri(URI.create(uri)).exchange();
	}

	private void assertProblem(MvcTestResult result, HttpStatus status, String sentence) {
		assertThat(result).hasStatus(status)
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo(sentence);
	}

}
