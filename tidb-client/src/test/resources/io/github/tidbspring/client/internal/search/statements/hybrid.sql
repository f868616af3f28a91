SELECT `id`, `title`, `body`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
FROM `article`
ORDER BY `_distance` LIMIT 100;

SELECT `id`, `title`, `body`, `meta`, FTS_MATCH_WORD('change the port', `body`) AS `_score`
FROM `article`
WHERE FTS_MATCH_WORD('change the port', `body`)
ORDER BY `_score` DESC LIMIT 100;
