SELECT `id`, `title`, `body`, `meta`, `_distance`
FROM (
  SELECT `id`, `title`, `body`, `meta`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
  FROM `article`
  ORDER BY `_distance` LIMIT 500
) AS `candidates`
ORDER BY `_distance`, `id` LIMIT 10
