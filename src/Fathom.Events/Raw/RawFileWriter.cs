using System.Buffers.Binary;
using Fathom.Events.Records;

namespace Fathom.Events.Raw;

/// <summary>Writes a RAW file event by event; the format is docs/reference/raw.md.</summary>
public sealed class RawFileWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly uint _run;
    private byte[] _fragment = new byte[64 * 1024];
    private bool _complete;

    /// <summary>Starts a stream and writes its header; the stream stays open on disposal.</summary>
    public RawFileWriter(Stream stream, RawFileHeader header)
        : this(stream, header, ownsStream: false)
    {
    }

    private RawFileWriter(Stream stream, RawFileHeader header, bool ownsStream)
    {
        (_stream, _ownsStream, _run) = (stream, ownsStream, header.Run);
        _stream.Write(RawFileHeaderCodec.Encode(header));
    }

    /// <summary>Events written.</summary>
    public uint EventCount { get; private set; }

    /// <summary>Starts a file and writes its header; an existing file is replaced.</summary>
    public static RawFileWriter Create(string path, RawFileHeader header) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16), header, ownsStream: true);

    /// <summary>Appends an event.</summary>
    /// <exception cref="ArgumentException">It is of another run.</exception>
    /// <exception cref="InvalidOperationException">The section is complete.</exception>
    public void Append(RawEvent rawEvent)
    {
        if (rawEvent.Run != _run)
        {
            throw new ArgumentException($"An event of run {rawEvent.Run} cannot go into a file of run {_run}.");
        }

        var payload = BlockCodec.TimeChargeLength(rawEvent.Hits.Count);
        var header = new FragmentHeader(FragmentLength(payload), FragmentKind.Event, 1, rawEvent.Run,
            rawEvent.EventNumber, rawEvent.TriggerTimeNs, rawEvent.TriggerWord);
        BlockCodec.WriteTimeCharge(rawEvent.Hits, Begin(header, BlockType.TimeCharge, payload));
        End(header);
        EventCount++;
    }

    /// <summary>Writes the end-of-section record; nothing can follow. The number of events written is the writer's own.</summary>
    /// <exception cref="ArgumentException">It is of another run.</exception>
    public void Complete(SectionInfo section)
    {
        if (section.Run != _run)
        {
            throw new ArgumentException($"A section of run {section.Run} cannot end a file of run {_run}.");
        }

        var payload = BlockCodec.SectionLength(section.BadChannels.Count);
        var end = section.StartTimeNs + section.LivetimeNs + section.DeadTimeNs;
        var header = new FragmentHeader(FragmentLength(payload), FragmentKind.EndOfSection, 1, _run, EventCount, end, 0);
        BlockCodec.WriteSection(section, Begin(header, BlockType.Section, payload));
        End(header);
        _stream.Flush();
        _complete = true;
    }

    /// <summary>Closes the file; without <see cref="Complete"/> before, readers will report a missing end.</summary>
    public void Dispose()
    {
        if (_ownsStream)
        {
            _stream.Dispose();
        }
    }

    private static int FragmentLength(int payload) =>
        RawLayout.FragmentHeaderLength + RawLayout.BlockHeaderLength + payload + RawLayout.ChecksumLength;

    private Span<byte> Begin(FragmentHeader header, BlockType type, int payload)
    {
        if (_complete)
        {
            throw new InvalidOperationException("The section is complete: nothing can follow its end record.");
        }

        if (header.Length > _fragment.Length)
        {
            _fragment = new byte[header.Length];
        }

        header.Encode(_fragment);
        var block = _fragment.AsSpan(RawLayout.FragmentHeaderLength);
        BinaryPrimitives.WriteUInt16LittleEndian(block, (ushort)type);
        BinaryPrimitives.WriteUInt16LittleEndian(block[2..], 0);
        BinaryPrimitives.WriteInt32LittleEndian(block[4..], payload);
        return block.Slice(RawLayout.BlockHeaderLength, payload);
    }

    private void End(FragmentHeader header)
    {
        var body = header.Length - RawLayout.ChecksumLength;
        BinaryPrimitives.WriteUInt32LittleEndian(_fragment.AsSpan(body), Crc32C.Of(_fragment.AsSpan(0, body)));
        _stream.Write(_fragment, 0, header.Length);
    }
}
