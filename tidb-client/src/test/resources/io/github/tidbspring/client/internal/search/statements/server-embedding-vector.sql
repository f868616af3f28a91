SELECT `id`, `body`, VEC_COSINE_DISTANCE(`embedding`, '[0.1,0.2,-3.0]') AS `_distance`
FROM `embedded`
ORDER BY `_distance` LIMIT 10
