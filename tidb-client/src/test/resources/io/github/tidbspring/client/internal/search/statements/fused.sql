SELECT `id`, `title`, `body`, `meta`, `_distance`
FROM (
  SELECT `id`, `title`, `body`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 1000
) AS `candidates`
WHERE `title` = 'x' AND `_distance` <= 0.5
ORDER BY `_distance`, `id` LIMIT 100;

SELECT `id`, `title`, `body`, `meta`, `_distance`
FROM (
  SELECT `id`, `title`, `body`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 1000
) AS `candidates`
WHERE `id` > 7 AND `title` = 'x' AND `_distance` IS NOT NULL
ORDER BY `_distance`, `id` LIMIT 100;
