import threading

import numpy as np

from ordret.audio.block_queue import BlockQueue


def block(frames: int, value: float = 0.0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.full((frames, 1), value, np.float32)


def test_the_callers_buffer_may_be_used_again() -> None:
    queue = BlockQueue(100)
    buffer = block(10, 0.5)
    queue.put(buffer, False)
    buffer[:] = 0.0

    taken = queue.get(0.0)
    assert taken is not None
    assert taken.frames.tolist() == block(10, 0.5).tolist()


def test_what_found_it_full_is_counted_with_the_next_block() -> None:
    queue = BlockQueue(20)
    for _ in range(4):
        queue.put(block(10), False)
    first, second, nothing = queue.get(0.0), queue.get(0.0), queue.get(0.0)
    queue.put(block(10), False)
    third = queue.get(0.0)

    assert first is not None
    assert second is not None
    assert third is not None
    assert nothing is None
    assert [first.dropped_frames, second.dropped_frames, third.dropped_frames] == [0, 0, 20]
    assert queue.dropped_at_the_end() == 0


def test_an_overflow_flag_on_a_dropped_block_is_not_forgotten() -> None:
    queue = BlockQueue(10)
    queue.put(block(10), False)
    queue.put(block(10), True)
    queue.get(0.0)
    queue.put(block(10), False)

    taken = queue.get(0.0)
    assert taken is not None
    assert taken.overflowed


def test_between_two_threads_every_frame_is_taken_or_counted() -> None:
    queue = BlockQueue(500)
    blocks = 20_000

    def produce() -> None:
        for _ in range(blocks):
            queue.put(block(7), False)

    producer = threading.Thread(target=produce)
    producer.start()
    taken = counted = 0
    while (got := queue.get(0.5 if producer.is_alive() else 0.0)) is not None:
        taken += len(got.frames)
        counted += got.dropped_frames
    producer.join()

    assert taken + counted + queue.dropped_at_the_end() == 7 * blocks
    assert counted + queue.dropped_at_the_end() > 0
