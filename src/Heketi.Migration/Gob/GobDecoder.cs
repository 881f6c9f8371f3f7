using System.Buffers.Binary;
using System.Text;

namespace Heketi.Migration.Gob;

/// <summary>
/// Decodes one gob value into a tree, without knowing Go's types: a gob stream describes its own. Every step takes a byte at
/// least, and the depth is limited, so that damaged bytes can cost neither time nor memory.
/// Source of the format: the documentation of Go's package encoding/gob ("Encoding Details").
/// </summary>
internal ref struct GobDecoder
{
    private const int Deepest = 64;
    private const int FirstDefinedType = 64;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly Dictionary<int, GobType> types = [];
    private int position;
    private int depth;

    private GobDecoder(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The struct that the bytes hold, after the definitions of its types.</summary>
    /// <exception cref="GobException">They cannot be decoded.</exception>
    public static GobStruct Decode(ReadOnlySpan<byte> bytes)
    {
        var decoder = new GobDecoder(bytes);
        while (true)
        {
            decoder.Length(); // of the message
            var type = decoder.Int();
            if (type >= 0)
            {
                return decoder.Value(decoder.Id(type)) as GobStruct ?? throw decoder.Fault("the value is no struct");
            }

            decoder.Define(decoder.Id(~type + 1));
        }
    }

    private object? Value(int type)
    {
        if (++depth > Deepest)
        {
            throw Fault($"values are nested deeper than {Deepest}");
        }

        object? value = type switch
        {
            1 => UInt() != 0,
            2 => Int(),
            3 => UInt(),
            4 => Float(),
            5 => Bytes().ToArray(),
            6 => Encoding.UTF8.GetString(Bytes()),
            7 => (Float(), Float()),
            8 => Interface(),
            _ => Defined(type),
        };
        depth--;
        return value;
    }

    private object? Defined(int type)
    {
        if (!types.TryGetValue(type, out var definition))
        {
            throw Fault($"type {type} was not defined");
        }

        return definition.Kind switch
        {
            GobKind.Struct => Struct(definition),
            GobKind.Map => Map(definition),
            GobKind.Opaque => Bytes().ToArray(),
            _ => Items(definition.Element),
        };
    }

    private GobStruct Struct(GobType type)
    {
        var result = new GobStruct(type.Name);
        for (var field = Next(-1); field >= 0; field = Next(field))
        {
            if (field >= type.Fields.Count)
            {
                throw Fault($"{type.Name} has no field {field}");
            }

            result.Set(type.Fields[field].Name, Value(type.Fields[field].Type));
        }

        return result;
    }

    private List<object?> Items(int element)
    {
        var count = Length();
        var items = new List<object?>();
        for (var i = 0; i < count; i++)
        {
            items.Add(Value(element));
        }

        return items;
    }

    private List<KeyValuePair<object, object?>> Map(GobType type)
    {
        var count = Length();
        var pairs = new List<KeyValuePair<object, object?>>();
        for (var i = 0; i < count; i++)
        {
            pairs.Add(new(Value(type.Key) ?? throw Fault("a key is missing"), Value(type.Element)));
        }

        return pairs;
    }

    /// <summary>Name of the concrete type, its definitions, its id, a length, its value; the name alone is empty for nil.</summary>
    private object? Interface()
    {
        if (Bytes().IsEmpty)
        {
            return null;
        }

        var type = Int();
        while (type < 0)
        {
            Define(Id(~type + 1));
            Length();
            type = Int();
        }

        Length();
        var id = Id(type);
        if (id < FirstDefinedType || types.GetValueOrDefault(id) is not { Kind: GobKind.Struct })
        {
            UInt(); // what is no struct has a zero before it
        }

        return Value(id);
    }

    /// <summary>A wireType: a struct of which one field is given, by its number the kind of the new type.</summary>
    private void Define(int id)
    {
        var kind = Next(-1) + 1;
        GobType type = kind switch
        {
            1 or 2 or 4 => Composite((GobKind)kind),
            3 => StructType(),
            5 or 6 or 7 => new(GobKind.Opaque, Common(), 0, 0, []),
            _ => throw Fault($"a type of kind {kind} is not known"),
        };
        if (kind >= 5)
        {
            End();
        }

        End();
        types[id] = type;
    }

    /// <summary>Array: common, element, length. Slice: common, element. Map: common, key, element.</summary>
    private GobType Composite(GobKind kind)
    {
        var (name, first, second) = ("", 0L, 0L);
        for (var field = Next(-1); field >= 0; field = Next(field))
        {
            switch (field)
            {
                case 0:
                    name = CommonFields();
                    break;
                case 1:
                    first = Int();
                    break;
                case 2:
                    second = Int();
                    break;
                default:
                    throw Fault($"the definition of a type has no field {field}");
            }
        }

        return kind is GobKind.Map ? new(kind, name, Id(second), Id(first), []) : new(kind, name, Id(first), 0, []);
    }

    private GobType StructType()
    {
        var name = "";
        var fields = new List<(string, int)>();
        for (var field = Next(-1); field >= 0; field = Next(field))
        {
            switch (field)
            {
                case 0:
                    name = CommonFields();
                    break;
                case 1:
                    var count = Length();
                    for (var i = 0; i < count; i++)
                    {
                        fields.Add(NameAndId());
                    }

                    break;
                default:
                    throw Fault($"the definition of a struct has no field {field}");
            }
        }

        return new(GobKind.Struct, name, 0, 0, fields);
    }

    private string Common() => Next(-1) == 0 ? CommonFields() : throw Fault("the definition of a type has no name");

    private string CommonFields() => NameAndId().Name;

    private (string Name, int Id) NameAndId()
    {
        var (name, id) = ("", 0L);
        for (var field = Next(-1); field >= 0; field = Next(field))
        {
            switch (field)
            {
                case 0:
                    name = Encoding.UTF8.GetString(Bytes());
                    break;
                case 1:
                    id = Int();
                    break;
                default:
                    throw Fault($"a name has no field {field}");
            }
        }

        return (name, Id(id));
    }

    /// <summary>Number of the next field that is given; -1 at the end of a struct.</summary>
    private int Next(int field)
    {
        var delta = UInt();
        return delta == 0 ? -1 : delta <= 1000 ? field + (int)delta : throw Fault("a field's number is too large");
    }

    private void End()
    {
        if (UInt() != 0)
        {
            throw Fault("the definition of a type goes on where it should end");
        }
    }

    private int Id(long id) => id is >= 0 and <= int.MaxValue ? (int)id : throw Fault($"{id} is no type");

    /// <summary>A count of things that take a byte each at least.</summary>
    private int Length() => UInt() is var length && length <= (ulong)(bytes.Length - position)
        ? (int)length
        : throw Fault($"{length} are announced, but {bytes.Length - position} bytes are left");

    private ReadOnlySpan<byte> Bytes()
    {
        var length = Length();
        position += length;
        return bytes.Slice(position - length, length);
    }

    private double Float() => BitConverter.UInt64BitsToDouble(BinaryPrimitives.ReverseEndianness(UInt()));

    /// <summary>The lowest bit says whether the others are inverted.</summary>
    private long Int()
    {
        var value = UInt();
        return (value & 1) == 0 ? (long)(value >> 1) : ~(long)(value >> 1);
    }

    /// <summary>Up to 127 in one byte; else the negated number of bytes, then these, the highest first.</summary>
    private ulong UInt()
    {
        if (position >= bytes.Length)
        {
            throw Fault("the value ends too early");
        }

        var first = bytes[position++];
        if (first < 128)
        {
            return first;
        }

        var length = 256 - first;
        if (length > 8 || length > bytes.Length - position)
        {
            throw Fault($"a number of {length} bytes is not possible here");
        }

        ulong value = 0;
        for (var i = 0; i < length; i++)
        {
            value = (value << 8) | bytes[position++];
        }

        return value;
    }

    private readonly GobException Fault(string message) => new(position, message);
}
