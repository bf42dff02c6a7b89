namespace Fathom.Root.Sources;

/// <summary>A file on a web server, in blocks: those asked for last are kept, neighbouring ones are asked for at once.</summary>
internal sealed class HttpRanges : IByteRanges
{
    private readonly Lock _lock = new();
    private readonly HttpRequests _requests;
    private readonly HttpReadOptions _options;
    private readonly Dictionary<long, LinkedListNode<Block>> _blocks = [];
    private readonly LinkedList<Block> _byUse = [];
    private readonly byte[] _answer;
    private long _afterLast = -1;
    private int _ahead = 1;

    internal HttpRanges(HttpClient client, Uri uri, HttpReadOptions options)
    {
        options.Validate();
        _options = options;
        _requests = new HttpRequests(client, uri, options.Timeout);
        _answer = new byte[(long)options.BlockBytes * options.BlocksPerRequest];
        Fetch(first: 0, count: 1);
        Length = _requests.Length;
        if (Length > options.MaximumFileBytes)
        {
            throw new HttpReadException(uri, HttpReadFailure.TooLarge, $"{Length} bytes, where {options.MaximumFileBytes} are allowed");
        }
    }

    public long Length { get; }

    public int Read(long offset, Span<byte> target)
    {
        lock (_lock)
        {
            int done = 0;
            while (done < target.Length && offset + done < Length)
            {
                long number = (offset + done) / _options.BlockBytes;
                Block block = Find(number) ?? Load(number, offset + target.Length);
                int skip = (int)(offset + done - (number * _options.BlockBytes));
                int taken = Math.Min(block.Length - skip, target.Length - done);
                block.Bytes.AsSpan(skip, taken).CopyTo(target[done..]);
                done += taken;
            }

            return done;
        }
    }

    public void Dispose()
    {
        // The client belongs to whoever gave it.
    }

    private Block? Find(long number)
    {
        if (!_blocks.TryGetValue(number, out LinkedListNode<Block>? node))
        {
            return null;
        }

        _byUse.Remove(node);
        _byUse.AddLast(node);
        return node.Value;
    }

    /// <summary>Asks for what is missing up to the end of the read; for twice as much each time where a file is read in order.</summary>
    private Block Load(long number, long end)
    {
        _ahead = number == _afterLast ? Math.Min(2 * _ahead, _options.BlocksPerRequest) : 1;
        long wanted = Math.Max(((end - 1) / _options.BlockBytes) - number + 1, _ahead);
        long inFile = ((Length - 1) / _options.BlockBytes) - number + 1;
        int count = 1;
        while (count < Math.Min(Math.Min(wanted, inFile), _options.BlocksPerRequest) && !_blocks.ContainsKey(number + count))
        {
            count++;
        }

        Fetch(number, count);
        _afterLast = number + count;
        return _blocks[number].Value;
    }

    private void Fetch(long first, int count)
    {
        int blockBytes = _options.BlockBytes;
        int length = _requests.Read(first * blockBytes, _answer.AsSpan(0, count * blockBytes));
        for (int at = 0; at < length; at += blockBytes)
        {
            Block block = Room(first + (at / blockBytes));
            block.Length = Math.Min(blockBytes, length - at);
            _answer.AsSpan(at, block.Length).CopyTo(block.Bytes);
        }
    }

    /// <summary>The block that was not used for longest makes room.</summary>
    private Block Room(long number)
    {
        LinkedListNode<Block> node;
        if (_blocks.Count >= _options.KeptBlocks)
        {
            node = _byUse.First!;
            _byUse.Remove(node);
            _blocks.Remove(node.Value.Number);
        }
        else
        {
            node = new LinkedListNode<Block>(new Block(new byte[_options.BlockBytes]));
        }

        node.Value.Number = number;
        _byUse.AddLast(node);
        _blocks[number] = node;
        return node.Value;
    }

    private sealed class Block(byte[] bytes)
    {
        internal byte[] Bytes { get; } = bytes;

        internal long Number { get; set; }

        internal int Length { get; set; }
    }
}
