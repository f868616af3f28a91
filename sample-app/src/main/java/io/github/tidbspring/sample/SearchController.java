package io.github.tidbspring.sample;

import java.util.List;

import io.github.tidbspring.client.search.SearchHits;
import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The search over HTTP.
 */
@RestController
class SearchController {

	/** The response header with the search mode: whether full text was searched too. */
	static final String MODE = "Search-Mode";

	private static final int LONGEST_QUESTION = 500;

	private static final int MOST_RESULTS = 50;

	private final PropertySearch search;

	private final PropertyIndex index;

	SearchController(PropertySearch search, PropertyIndex index) {
		this.search = search;
		this.index = index;
	}

	@GetMapping("/api/search")
	ResponseEntity<List<PropertyMatch>> search(@RequestParam(name = "q", defaultValue = "") String question,
			@RequestParam(defaultValue = "10") int limit) {
		if (question.codePoints().noneMatch(Character::isLetterOrDigit)) {
			throw problem(HttpStatus.BAD_REQUEST, "Describe the property in the parameter q, in words.");
		}
		if (question.length() > LONGEST_QUESTION) {
			throw problem(HttpStatus.BAD_REQUEST,
					"The description in the parameter q may have " + LONGEST_QUESTION + " characters at most.");
		}
		if (limit < 1 || limit > MOST_RESULTS) {
			throw problem(HttpStatus.BAD_REQUEST, "The parameter limit may be from 1 to " + MOST_RESULTS + ".");
		}
		if (!this.index.status().ready()) {
			ErrorResponseException notYet = problem(HttpStatus.SERVICE_UNAVAILABLE,
					"The properties are still being embedded. Ask again in a few seconds.");
			notYet.getHeaders().set(HttpHeaders.RETRY_AFTER, "2");
			throw notYet;
		}
		SearchHits<PropertyMetadata> result = this.search.search(question, limit);
		return ResponseEntity.ok()
			.header(MODE, result.isVectorOnly() ? "vector" : "hybrid")
			.body(result.list().stream().map(PropertyMatch::of).toList());
	}

	@GetMapping("/api/index")
	IndexStatus index() {
		return this.index.status();
	}

	@ExceptionHandler
	ProblemDetail undecodable(InvalidParameterException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The parameters cannot be decoded: they must be percent-encoded UTF-8.");
	}

	private static ErrorResponseException problem(HttpStatus status, String sentence) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, sentence), null);
	}

}
