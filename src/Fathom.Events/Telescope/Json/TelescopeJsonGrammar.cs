using System.Text.Json;

namespace Fathom.Events.Telescope.Json;

/// <summary>
/// Follows the tokens of an event's JSON, one after the other, and gathers what they mean. Unknown members are
/// stepped over at any depth; known ones are checked as they come, so that memory stays at what the hits need.
/// </summary>
internal sealed class TelescopeJsonGrammar(string path)
{
    private enum Place : byte
    {
        Start,
        Event,
        Hits,
        Hit,
        Track,
        End,
    }

    private readonly HitColumnsBuilder _hits = new();
    private readonly HashSet<string> _members = [];
    private Place _place = Place.Start;
    private string _member = "";
    private int _field;
    private int _skipAbove = -1;
    private HitFields _hit;
    private TrackFields _track = new();
    private MuonTrack? _published;
    private double _unixSeconds = double.NaN;

    /// <summary>Takes one token; <paramref name="offset"/> is its place in the decompressed text.</summary>
    public void Take(ref Utf8JsonReader reader, long offset)
    {
        if (_skipAbove >= 0)
        {
            if (reader.CurrentDepth == _skipAbove && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                _skipAbove = -1;
            }

            return;
        }

        switch (_place)
        {
            case Place.Start:
                Require(reader.TokenType == JsonTokenType.StartObject, offset, "an object", ref reader);
                _place = Place.Event;
                break;
            case Place.Event:
                TakeMember(ref reader, offset);
                break;
            case Place.Hits:
                TakeHitOrEnd(ref reader, offset);
                break;
            case Place.Hit:
                TakeHitField(ref reader, offset);
                break;
            case Place.Track:
                TakeTrackField(ref reader, offset);
                break;
            default:
                throw Broken(offset, "end of the text", reader.TokenType.ToString());
        }
    }

    /// <summary>The event, once the text has ended.</summary>
    public TelescopeEvent ToEvent(string name, long offset)
    {
        if (_place != Place.End)
        {
            throw new TelescopeFileException("TelescopeFileTruncated", path, Where(offset), "the text ends inside the event");
        }

        if (!_members.Contains("hits"))
        {
            throw Broken(offset, "a member \"hits\"", "none");
        }

        if (!double.IsFinite(_unixSeconds))
        {
            throw Broken(offset, "a member \"utc_timestamp\"", "none");
        }

        return new TelescopeEvent(name, _unixSeconds, _hits.ToColumns(), _published);
    }

    /// <summary>A message about a place in the file.</summary>
    public string Where(long offset) => _place is Place.Hit
        ? $"byte {offset} of the decompressed text, hit {_hits.Count}"
        : $"byte {offset} of the decompressed text";

    private void TakeMember(ref Utf8JsonReader reader, long offset)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _place = Place.End;
        }
        else if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _member = KnownMember(ref reader);
            if (_member.Length > 0 && !_members.Add(_member))
            {
                throw Broken(offset, $"one member \"{_member}\"", "a second one");
            }
        }
        else if (_member == "utc_timestamp")
        {
            _unixSeconds = Number(ref reader, offset, "seconds since 1970 from 0 to 1e11");
            Require(_unixSeconds is >= 0 and <= 1e11, offset, "seconds since 1970 from 0 to 1e11", ref reader);
        }
        else if (_member == "hits")
        {
            Require(reader.TokenType == JsonTokenType.StartArray, offset, "an array of hits", ref reader);
            _place = Place.Hits;
        }
        else if (_member == "reconstructed_track" && reader.TokenType != JsonTokenType.Null)
        {
            Require(reader.TokenType == JsonTokenType.StartObject, offset, "an object with the track", ref reader);
            _track = new TrackFields();
            _place = Place.Track;
        }
        else
        {
            SkipIfContainer(ref reader);
        }
    }

    private static string KnownMember(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("utc_timestamp"u8) ? "utc_timestamp"
        : reader.ValueTextEquals("hits"u8) ? "hits"
        : reader.ValueTextEquals("reconstructed_track"u8) ? "reconstructed_track"
        : "";

    private void TakeHitOrEnd(ref Utf8JsonReader reader, long offset)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _place = Place.Event;
            return;
        }

        Require(reader.TokenType == JsonTokenType.StartObject, offset, $"hit {_hits.Count} as an object", ref reader);
        if (_hits.Count == TelescopeJsonLimits.MaxHits)
        {
            throw new TelescopeFileException(
                "TelescopeFileTooLarge", path, Where(offset), $"more than {TelescopeJsonLimits.MaxHits} hits");
        }

        _hit = default;
        _place = Place.Hit;
    }

    private void TakeHitField(ref Utf8JsonReader reader, long offset)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            if (!_hit.IsWhole)
            {
                throw Broken(offset, "all fields of a hit", $"none called {_hit.Missing}");
            }

            _hits.Add(_hit);
            _place = Place.Hits;
        }
        else if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _field = FieldIndex(ref reader, HitFields.Names);
            if (_field >= 0 && !_hit.Mark(_field))
            {
                throw Broken(offset, $"one field {HitFields.Names[_field]}", "a second one");
            }
        }
        else if (_field < 0)
        {
            SkipIfContainer(ref reader);
        }
        else if (HitFields.Names[_field] == "triggered")
        {
            Require(reader.TokenType is JsonTokenType.True or JsonTokenType.False, offset, "triggered as true or false", ref reader);
            _hit.Triggered = reader.TokenType == JsonTokenType.True;
        }
        else
        {
            var expected = HitFields.Expected(_field);
            var value = Number(ref reader, offset, $"{HitFields.Names[_field]} as {expected}");
            Require(_hit.TrySet(_field, value), offset, $"{HitFields.Names[_field]} as {expected}", ref reader);
        }
    }

    private void TakeTrackField(ref Utf8JsonReader reader, long offset)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _published = _track.Missing.Length == 0 ? _track.ToTrack() : null;
            if (_published is null)
            {
                throw Broken(offset, "a track of seven finite numbers with a unit direction", $"missing or wrong: {_track.Missing}");
            }

            _place = Place.Event;
        }
        else if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _field = FieldIndex(ref reader, TrackFields.Names);
        }
        else if (_field < 0)
        {
            SkipIfContainer(ref reader);
        }
        else
        {
            var value = Number(ref reader, offset, $"{TrackFields.Names[_field]} as a number");
            Require(_track.TrySet(_field, value), offset, $"one finite {TrackFields.Names[_field]}", ref reader);
        }
    }

    private static int FieldIndex(ref Utf8JsonReader reader, string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private void SkipIfContainer(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            _skipAbove = reader.CurrentDepth;
        }
    }

    private double Number(ref Utf8JsonReader reader, long offset, string expected)
    {
        Require(reader.TokenType == JsonTokenType.Number, offset, expected, ref reader);
        return reader.TryGetDouble(out var value) ? value : double.NaN;
    }

    private void Require(bool holds, long offset, string expected, ref Utf8JsonReader reader)
    {
        if (!holds)
        {
            var text = reader.HasValueSequence ? "" : System.Text.Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(40, reader.ValueSpan.Length)]);
            throw Broken(offset, expected, $"{reader.TokenType} {text}".TrimEnd());
        }
    }

    private TelescopeFileException Broken(long offset, string expected, string found) =>
        new("TelescopeFileBroken", path, Where(offset), $"expected {expected}, found {found}");
}
