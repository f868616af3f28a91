SELECT `id`, `body`, VEC_EMBED_COSINE_DISTANCE(`embedding`, 'what''s a port?') AS `_distance`
FROM `embedded`
ORDER BY `_distance` LIMIT 10
