using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Fathom.Detector.Calibration;
using Fathom.Events.Hits;
using Fathom.Events.Records;

namespace Fathom.Events.Raw;

/// <summary>The blocks inside fragments, to bytes and back.</summary>
internal static class BlockCodec
{
    private const int BytesPerHit = 6;
    private const int BytesPerBadChannel = 4;

    internal static int TimeChargeLength(int hits) => sizeof(uint) + (BytesPerHit * hits);

    internal static int SectionLength(int badChannels) => RawLayout.SectionBlockLength + (BytesPerBadChannel * badChannels);

    internal static void WriteTimeCharge(RawHitColumns hits, Span<byte> payload)
    {
        var count = hits.Count;
        BinaryPrimitives.WriteInt32LittleEndian(payload, count);
        WriteColumn(hits.Channel, payload.Slice(4, 2 * count));
        WriteColumn(hits.Tdc, payload.Slice(4 + (2 * count), 2 * count));
        WriteColumn(hits.Adc, payload.Slice(4 + (4 * count), 2 * count));
    }

    internal static bool TryReadTimeCharge(ReadOnlySpan<byte> payload, RawHitColumns hits)
    {
        if (payload.Length < sizeof(uint))
        {
            return false;
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(payload);
        if (sizeof(uint) + (BytesPerHit * (long)count) != payload.Length)
        {
            return false;
        }

        var n = (int)count;
        hits.Resize(n, out var channel, out var tdc, out var adc);
        ReadColumn(payload.Slice(4, 2 * n), channel);
        ReadColumn(payload.Slice(4 + (2 * n), 2 * n), tdc);
        ReadColumn(payload.Slice(4 + (4 * n), 2 * n), adc);
        return true;
    }

    internal static void WriteSection(SectionInfo section, Span<byte> payload)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(payload, section.Section);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], section.BelowThreshold);
        BinaryPrimitives.WriteInt64LittleEndian(payload[8..], section.StartTimeNs);
        BinaryPrimitives.WriteInt64LittleEndian(payload[16..], section.LivetimeNs);
        BinaryPrimitives.WriteInt64LittleEndian(payload[24..], section.DeadTimeNs);
        BinaryPrimitives.WriteInt32LittleEndian(payload[32..], section.BadChannels.Count);
        BinaryPrimitives.WriteInt32LittleEndian(payload[36..], 0);
        for (var i = 0; i < section.BadChannels.Count; i++)
        {
            var entry = payload[(RawLayout.SectionBlockLength + (BytesPerBadChannel * i))..];
            BinaryPrimitives.WriteUInt16LittleEndian(entry, section.BadChannels[i].Channel);
            entry[2] = (byte)section.BadChannels[i].Status;
            entry[3] = 0;
        }
    }

    internal static SectionInfo? ReadSection(ReadOnlySpan<byte> payload, uint run, uint events)
    {
        if (payload.Length < RawLayout.SectionBlockLength)
        {
            return null;
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(payload[32..]);
        if (RawLayout.SectionBlockLength + (BytesPerBadChannel * (long)count) != payload.Length)
        {
            return null;
        }

        var bad = new BadChannel[count];
        for (var i = 0; i < bad.Length; i++)
        {
            var entry = payload[(RawLayout.SectionBlockLength + (BytesPerBadChannel * i))..];
            bad[i] = new BadChannel(BinaryPrimitives.ReadUInt16LittleEndian(entry), (ChannelStatus)entry[2]);
        }

        return new SectionInfo(
            run,
            BinaryPrimitives.ReadUInt32LittleEndian(payload),
            BinaryPrimitives.ReadInt64LittleEndian(payload[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(payload[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(payload[24..]),
            events,
            BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]),
            true,
            bad);
    }

    private static void WriteColumn(ReadOnlySpan<ushort> column, Span<byte> bytes)
    {
        var target = MemoryMarshal.Cast<byte, ushort>(bytes);
        column.CopyTo(target);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(target, target);
        }
    }

    private static void ReadColumn(ReadOnlySpan<byte> bytes, Span<ushort> column)
    {
        MemoryMarshal.Cast<byte, ushort>(bytes).CopyTo(column);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(column, column);
        }
    }
}
