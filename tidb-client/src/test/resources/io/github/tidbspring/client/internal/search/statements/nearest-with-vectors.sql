SELECT `id`, `title`, `body`, `meta`, `embedding`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
FROM `article`
ORDER BY `_distance` LIMIT 10
